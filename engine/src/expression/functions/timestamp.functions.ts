import { dayNumber, dayOfNumber, isoWeekday } from '../calendar.ts'
import { dayOf } from './date.functions.ts'
import { madeTimestamp, part } from './date-lowerings.ts'
import { type FunctionSpec, none, scalar, strict, type Template } from './function-spec.ts'
import { a, integer, oneOf } from './parameters.ts'
import { microsOf, momentOf, toInstant, toWall, zones } from './zones.ts'

const moment = (name: string) => a('timestamp', name)
const bounds = "TIMESTAMP '0001-01-01 00:00:00' AND TIMESTAMP '9999-12-31 23:59:59.999999'"

/** Units of 3,600, 60 or 1 seconds, forward or back, within the years 1 to 9999. */
function shift(id: string, unit: 'hour' | 'minute' | 'second', seconds: number, zh: string): FunctionSpec {
  const most = Math.floor(315_537_897_599 / seconds)
  const guard = (sum: string) =>
    `CASE WHEN #1 BETWEEN -${most} AND ${most} THEN CASE WHEN ${sum} BETWEEN ${bounds} THEN ${sum} END END`
  return scalar({
    id,
    family: 'date',
    label: { zh: `加${zh}`, en: `Add ${unit}s` },
    help: {
      zh: `向后推若干${zh}，负数向前；超出公元 1–9999 年为空值。`,
      en: `Some ${unit}s later, or earlier if negative; NULL outside the years 1–9999.`,
    },
    example: `${id}(started_at, 24)`,
    parameters: [moment('timestamp'), integer(`${unit}s`)],
    result: 'timestamp',
    nulls: 'propagate',
    sql: null,
    dialects: {
      duckdb: guard(`(#0 + to_${unit}s(#1))`),
      postgres: guard(`(#0 + #1 * INTERVAL '1 ${unit}')`),
      mysql: guard(`date_add(#0, INTERVAL #1 ${unit.toUpperCase()})`),
      trino: guard(`date_add('${unit}', #1, #0)`),
    },
    reference: strict((start: string, count: bigint) =>
      momentOf(microsOf(start) + count * BigInt(seconds) * 1_000_000n),
    ),
    vectors: [
      [`${id}(make_timestamp(2024, 2, 28, 23, 59, 59), 0)`, '2024-02-28 23:59:59'],
      [`${id}(make_timestamp(2024, 2, 28, 23, 0, 0), ${7200 / seconds})`, '2024-02-29 01:00:00'],
      [`${id}(make_timestamp(2024, 3, 1, 0, 0, 0), -${3600 / seconds})`, '2024-02-29 23:00:00'],
      [`${id}(to_timestamp('2024-03-01 00:00:00.25'), ${86400 / seconds})`, '2024-03-02 00:00:00.25'],
      [`${id}(make_timestamp(9999, 12, 31, 23, 59, 59), ${3600 / seconds})`, null],
      [`${id}(make_timestamp(1, 1, 1, 0, 0, 0), -1)`, null],
      [`${id}(make_timestamp(2024, 1, 1, 0, 0, 0), 999999999999999)`, null],
      [`${id}(null, 1)`, null],
      [`${id}(make_timestamp(2024, 1, 1, 0, 0, 0), null)`, null],
    ],
  })
}

/** Full units between two timestamps, cut towards zero. */
function between(id: string, unit: 'minute' | 'second', micros: number, zh: string): FunctionSpec {
  return scalar({
    id,
    family: 'date',
    label: { zh: `相差${zh}数`, en: `Full ${unit}s between` },
    help: {
      zh: `只数满的${zh}，向零取整；止早于起时为负。`,
      en: `Counts full ${unit}s only, towards zero; negative if \`to\` is earlier.`,
    },
    example: `${id}(started_at, ended_at)`,
    parameters: [moment('from'), moment('to')],
    result: 'integer',
    nulls: 'propagate',
    sql: null,
    dialects: {
      duckdb: `((epoch_us(#1) - epoch_us(#0)) // ${micros})`,
      postgres: `CAST(trunc(EXTRACT(EPOCH FROM (#1 - #0)) / ${micros / 1_000_000}) AS bigint)`,
      mysql: `timestampdiff(${unit.toUpperCase()}, #0, #1)`,
      trino: `date_diff('${unit}', #0, #1)`,
    },
    reference: strict((from: string, to: string) => (microsOf(to) - microsOf(from)) / BigInt(micros)),
    vectors: [
      [`${id}(make_timestamp(2024, 1, 1, 0, 0, 0), make_timestamp(2024, 1, 1, 0, 2, 0))`, 120_000_000 / micros],
      [`${id}(make_timestamp(2024, 1, 1, 0, 2, 0), make_timestamp(2024, 1, 1, 0, 0, 0))`, -120_000_000 / micros],
      [`${id}(to_timestamp('2024-01-01 00:00:00.5'), make_timestamp(2024, 1, 1, 0, 1, 0))`, unit === 'minute' ? 0 : 59],
      [
        `${id}(make_timestamp(2024, 1, 1, 0, 1, 0), to_timestamp('2024-01-01 00:00:00.5'))`,
        unit === 'minute' ? 0 : -59,
      ],
      [`${id}(make_timestamp(2024, 2, 28, 0, 0, 0), make_timestamp(2024, 3, 1, 0, 0, 0))`, 172_800_000_000 / micros],
      [`${id}(null, make_timestamp(2024, 1, 1, 0, 0, 0))`, null],
      [`${id}(make_timestamp(2024, 1, 1, 0, 0, 0), null)`, null],
    ],
  })
}

const units = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute'] as const
type Unit = (typeof units)[number]

function truncated(value: string, unit: Unit): string {
  const day = value.slice(0, 10)
  const month = Number(value.slice(5, 7))
  const midnight = (date: string) => `${date} 00:00:00`
  switch (unit) {
    case 'year':
      return midnight(`${value.slice(0, 4)}-01-01`)
    case 'quarter':
      return midnight(`${value.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`)
    case 'month':
      return midnight(`${value.slice(0, 8)}01`)
    case 'week':
      return midnight(dayOfNumber(dayNumber(day) + 1 - isoWeekday(day)))
    case 'day':
      return midnight(day)
    case 'hour':
      return `${value.slice(0, 13)}:00:00`
    case 'minute':
      return `${value.slice(0, 16)}:00`
  }
}

/** MAKEDATE would take the years 0–99 for 1970–2069. */
const mysqlStarts: Readonly<Record<Unit, string>> = {
  year: 'date_sub(date(#0), INTERVAL dayofyear(#0) - 1 DAY)',
  quarter: 'date_add(date_sub(date(#0), INTERVAL dayofyear(#0) - 1 DAY), INTERVAL (quarter(#0) - 1) * 3 MONTH)',
  month: 'date_sub(date(#0), INTERVAL day(#0) - 1 DAY)',
  week: 'date_sub(date(#0), INTERVAL weekday(#0) DAY)',
  day: 'date(#0)',
  hour: "date_format(#0, '%Y-%m-%d %H:00:00')",
  minute: "date_format(#0, '%Y-%m-%d %H:%i:00')",
}
const truncate =
  (own: 'mysql' | 'postgres' | null): Template =>
  ({ literal, type }) => {
    const unit = String(literal(0)) as Unit
    const sql = own === 'mysql' ? mysqlStarts[unit] : `date_trunc('${unit}', ${own ? 'CAST(#1 AS timestamp)' : '#1'})`
    const filled = own === 'mysql' ? sql.replaceAll('#0', '#1') : sql
    const name = type === 'date' ? 'date' : own === 'mysql' ? 'datetime(6)' : 'timestamp'
    return `CAST(${filled} AS ${name})`
  }

const noZones = none(
  'MySQL 的时区表不一定装了，夏令时算不准',
  'MySQL has time zones only where its tables were loaded; without them summer time is lost',
  "at_zone(instant '1986-06-01T00:00:00Z', 'Asia/Shanghai')",
)
const zone = oneOf('text', 'zone', zones)
const inZone =
  (low: string, high: string, cast = ''): Template =>
  ({ literal }) => {
    const name = zones.find((known) => known === literal(1)) ?? 'UTC'
    const clock = `#0 AT TIME ZONE '${name}'`
    return `CASE WHEN #0 >= ${low} AND #0 < ${high} THEN ${cast ? `CAST(${clock} AS ${cast})` : clock} END`
  }
/** From the second day of the year 1 to the last but one of 9999. */
const instants = inZone("TIMESTAMPTZ '0001-01-02 00:00:00+00'", "TIMESTAMPTZ '9999-12-31 00:00:00+00'")
const walls = inZone("TIMESTAMP '0001-01-02 00:00:00'", "TIMESTAMP '9999-12-31 00:00:00'")

/** Wall clocks and points in time. */
export const timestampFunctions: readonly FunctionSpec[] = [
  scalar({
    id: 'date_of',
    family: 'date',
    label: { zh: '取日期', en: 'Day of a timestamp' },
    help: { zh: '去掉时刻，只留日期。', en: 'The day without its clock.' },
    example: 'date_of(started_at)',
    parameters: [moment('timestamp')],
    result: 'date',
    nulls: 'propagate',
    sql: 'CAST(#0 AS date)',
    reference: strict((value: string) => value.slice(0, 10)),
    vectors: [
      ['date_of(make_timestamp(2024, 2, 29, 23, 59, 59))', '2024-02-29'],
      ['date_of(make_timestamp(2024, 2, 29, 0, 0, 0))', '2024-02-29'],
      ["date_of(to_timestamp('2024-02-29 23:59:59.999999'))", '2024-02-29'],
      ['date_of(make_timestamp(1, 1, 1, 0, 0, 0))', '0001-01-01'],
      ['date_of(make_timestamp(9999, 12, 31, 23, 0, 0))', '9999-12-31'],
      ['date_of(null)', null],
    ],
  }),
  scalar({
    id: 'make_timestamp',
    family: 'date',
    label: { zh: '由年月日时分秒成时刻', en: 'Timestamp from its parts' },
    help: {
      zh: '由年（1–9999）、月、日、时（0–23）、分、秒（0–59）组成时刻；不存在的为空值。',
      en: 'A timestamp from year (1–9999), month, day, hour (0–23), minute and second (0–59); NULL if there is none.',
    },
    example: 'make_timestamp(2024, 2, 29, 8, 30, 0)',
    parameters: [
      integer('year'),
      integer('month'),
      integer('day'),
      integer('hour'),
      integer('minute'),
      integer('second'),
    ],
    result: 'timestamp',
    nulls: 'propagate',
    sql: null,
    dialects: madeTimestamp,
    reference: strict(
      (...[year, month, date, hour, minute, second]: [bigint, bigint, bigint, bigint, bigint, bigint]) => {
        const day = dayOf(year, month, date)
        if (day === null || hour < 0n || hour > 23n) return null
        if (minute < 0n || minute > 59n || second < 0n || second > 59n) return null
        return `${day} ${[hour, minute, second].map((value) => String(value).padStart(2, '0')).join(':')}`
      },
    ),
    vectors: [
      ['make_timestamp(2024, 2, 29, 8, 30, 5)', '2024-02-29 08:30:05'],
      ['make_timestamp(2023, 2, 29, 8, 30, 5)', null],
      ['make_timestamp(2024, 1, 1, 24, 0, 0)', null],
      ['make_timestamp(2024, 1, 1, 23, 60, 0)', null],
      ['make_timestamp(2024, 1, 1, 23, 59, 60)', null],
      ['make_timestamp(2024, 1, 1, -1, 0, 0)', null],
      ['make_timestamp(9999, 12, 31, 23, 59, 59)', '9999-12-31 23:59:59'],
      ['make_timestamp(2024, 1, 1, null, 0, 0)', null],
    ],
  }),
  ...(
    [
      ['hour', '时', 'Hour', '0–23', 11],
      ['minute', '分', 'Minute', '0–59', 14],
      ['second', '秒', 'Second', '0–59', 17],
    ] as const
  ).map(([id, zh, en, span, at]) =>
    scalar({
      id,
      family: 'date',
      label: { zh: `时刻的${zh}`, en },
      help: { zh: `时刻的${zh}，${span}，小数舍去。`, en: `The ${id} of a timestamp, ${span}, without its fraction.` },
      example: `${id}(started_at)`,
      parameters: [moment('timestamp')],
      result: 'integer',
      nulls: 'propagate',
      sql: null,
      dialects: {
        ...part(id, id.toUpperCase(), `${id}(#0)`, id),
        postgres: `CAST(floor(EXTRACT(${id.toUpperCase()} FROM #0)) AS bigint)`,
      },
      reference: strict((value: string) => BigInt(value.slice(at, at + 2))),
      vectors: [
        [`${id}(to_timestamp('2024-02-29 23:58:59.999999'))`, { hour: 23, minute: 58, second: 59 }[id]],
        [`${id}(make_timestamp(2024, 2, 29, 0, 0, 0))`, 0],
        [`${id}(make_timestamp(1, 1, 1, 1, 2, 3))`, { hour: 1, minute: 2, second: 3 }[id]],
        [`${id}(make_timestamp(9999, 12, 31, 12, 30, 45))`, { hour: 12, minute: 30, second: 45 }[id]],
        [`${id}(to_timestamp('1969-12-31 23:59:59.5'))`, { hour: 23, minute: 59, second: 59 }[id]],
        [`${id}(null)`, null],
      ],
    }),
  ),
  shift('add_hours', 'hour', 3600, '小时'),
  shift('add_minutes', 'minute', 60, '分钟'),
  between('minutes_between', 'minute', 60_000_000, '分钟'),
  between('seconds_between', 'second', 1_000_000, '秒'),
  {
    id: 'truncate_to',
    family: 'date',
    label: { zh: '截到单位开头', en: 'Start of a unit' },
    help: {
      zh: '时刻或日期所在年、季、月、周（星期一）、日、时、分的开头；单位须直接写出，日期最细到日。',
      en: 'Where the year, quarter, month, week (Monday), day, hour or minute of a timestamp or day begins; the unit is written, a day takes none below day.',
    },
    example: "truncate_to('month', started_at)",
    nulls: 'propagate',
    options: { week: 'ISO, Monday' },
    overloads: [
      {
        id: 'truncate_to',
        parameters: [oneOf('text', 'unit', units), moment('timestamp')],
        result: 'timestamp',
        sql: truncate(null),
        dialects: { mysql: truncate('mysql'), postgres: truncate('postgres') },
        reference: strict((unit: Unit, value: string) => truncated(value, unit)),
      },
      {
        id: 'truncate_to.date',
        parameters: [oneOf('text', 'unit', units.slice(0, 5)), a('date', 'date')],
        result: 'date',
        sql: truncate(null),
        dialects: { mysql: truncate('mysql'), postgres: truncate('postgres') },
        reference: strict((unit: Unit, value: string) => truncated(`${value} 00:00:00`, unit).slice(0, 10)),
      },
    ],
    vectors: [
      ...units.map(
        (unit) =>
          [
            `truncate_to('${unit}', to_timestamp('2024-08-29 13:45:59.5'))`,
            {
              year: '2024-01-01 00:00:00',
              quarter: '2024-07-01 00:00:00',
              month: '2024-08-01 00:00:00',
              week: '2024-08-26 00:00:00',
              day: '2024-08-29 00:00:00',
              hour: '2024-08-29 13:00:00',
              minute: '2024-08-29 13:45:00',
            }[unit],
          ] as const,
      ),
      ["truncate_to('year', date '2024-02-29')", '2024-01-01'],
      ["truncate_to('quarter', date '2024-05-29')", '2024-04-01'],
      ["truncate_to('week', date '2023-01-01')", '2022-12-26'],
      ["truncate_to('month', date '0001-01-31')", '0001-01-01'],
      ["truncate_to('day', date '9999-12-31')", '9999-12-31'],
      ["truncate_to('day', if(true, null, date '2024-01-01'))", null],
    ],
  },
  scalar({
    id: 'at_zone',
    family: 'date',
    label: { zh: '时间点在某地的时刻', en: 'Clock of a zone' },
    help: {
      zh: '时间点在一个时区的钟表时刻（时区须直接写出）；北京时间含 1986–1991 年的夏令时和 1901 年前的地方时；公元 1–9999 年的首日和末日为空值。',
      en: 'What the clocks of a written zone show at an instant; Asia/Shanghai knows its summer times (1986–1991) and local time before 1901; NULL on the first and last day of the years 1–9999.',
    },
    example: "at_zone(seen_at, 'Asia/Shanghai')",
    parameters: [a('instant', 'instant'), zone],
    result: 'timestamp',
    nulls: 'propagate',
    source: { zh: 'IANA 时区数据库', en: 'IANA time zone database' },
    sql: instants,
    dialects: {
      mysql: noZones,
      trino: inZone("TIMESTAMP '0001-01-02 00:00:00 UTC'", "TIMESTAMP '9999-12-31 00:00:00 UTC'", 'timestamp(6)'),
    },
    reference: strict(toWall),
    vectors: [
      ["at_zone(to_instant(make_timestamp(2024, 2, 29, 16, 0, 0), 'UTC'), 'Asia/Shanghai')", '2024-03-01 00:00:00'],
      ["at_zone(to_instant(make_timestamp(1986, 6, 1, 0, 0, 0), 'UTC'), 'Asia/Shanghai')", '1986-06-01 09:00:00'],
      ["at_zone(to_instant(make_timestamp(1991, 9, 14, 16, 0, 0), 'UTC'), 'Asia/Shanghai')", '1991-09-15 01:00:00'],
      ["at_zone(to_instant(make_timestamp(1992, 6, 1, 0, 0, 0), 'UTC'), 'Asia/Shanghai')", '1992-06-01 08:00:00'],
      ["at_zone(to_instant(make_timestamp(1900, 1, 1, 0, 0, 0), 'UTC'), 'Asia/Shanghai')", '1900-01-01 08:05:43'],
      ["at_zone(to_instant(make_timestamp(2024, 1, 1, 0, 0, 0), 'UTC'), 'UTC')", '2024-01-01 00:00:00'],
      ["at_zone(to_instant(make_timestamp(2024, 1, 1, 0, 0, 0), 'UTC'), 'Asia/Urumqi')", '2024-01-01 06:00:00'],
      ["at_zone(null, 'Asia/Shanghai')", null],
    ],
  }),
  scalar({
    id: 'to_instant',
    family: 'date',
    label: { zh: '某地的时刻是哪个时间点', en: 'Instant of a zone’s clock' },
    help: {
      zh: '一个时区的钟表时刻是哪个时间点（时区须直接写出）。夏令时结束时重复的一小时取后一次，开始时不存在的一小时按之前的偏移算。',
      en: 'The instant at which clocks of a written zone show a timestamp. An hour shown twice is the later one; an hour skipped is reckoned by the offset before.',
    },
    example: "to_instant(seen_at, 'Asia/Shanghai')",
    parameters: [moment('timestamp'), zone],
    result: 'instant',
    nulls: 'propagate',
    options: { 'ambiguous time': 'standard time', 'skipped time': 'offset before' },
    source: { zh: 'IANA 时区数据库', en: 'IANA time zone database' },
    sql: walls,
    dialects: {
      mysql: noZones,
      trino: none(
        'Trino 对跳过的和重复的时刻另有算法，未验证',
        'Trino reckons skipped and repeated hours its own way; not verified',
        "to_instant(to_timestamp('1986-05-04 02:30:00'), 'Asia/Shanghai')",
      ),
    },
    reference: strict(toInstant),
    vectors: [
      ["to_instant(make_timestamp(2024, 3, 1, 0, 0, 0), 'Asia/Shanghai')", '2024-02-29T16:00:00Z'],
      ["to_instant(make_timestamp(1986, 6, 1, 9, 0, 0), 'Asia/Shanghai')", '1986-06-01T00:00:00Z'],
      ["to_instant(make_timestamp(1990, 12, 1, 8, 0, 0), 'Asia/Shanghai')", '1990-12-01T00:00:00Z'],
      ["to_instant(make_timestamp(1986, 5, 4, 2, 30, 0), 'Asia/Shanghai')", '1986-05-03T18:30:00Z'],
      ["to_instant(make_timestamp(1986, 9, 14, 1, 30, 0), 'Asia/Shanghai')", '1986-09-13T17:30:00Z'],
      ["to_instant(to_timestamp('1900-01-01 08:05:43'), 'Asia/Shanghai')", '1900-01-01T00:00:00Z'],
      ["to_instant(to_timestamp('2024-01-01 00:00:00.5'), 'UTC')", '2024-01-01T00:00:00.5Z'],
      ["to_instant(null, 'UTC')", null],
    ],
  }),
]
