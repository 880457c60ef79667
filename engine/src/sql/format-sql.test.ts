import { expect, it } from 'vitest'
import { formatSql, tokensOf } from './format-sql.ts'

const format = (sql: string) =>
  formatSql(tokensOf(sql))
    .map(({ text }) => text)
    .join('\n')

it('gives a clause, a join and a condition a line each, and indents what is inside', () => {
  expect(
    format(
      `with "a" as materialized (select "id" from "scan" where "d" between $1 and $2 and ("p" or "q")) select "id", row_number() over (partition by "a" order by "b" asc) as "r" from (select count(*) filter (where "x") as "n" from "a" left join "b" on "a"."id" = "b"."id") as "k" group by "id" union all select 1 as "one"`,
    ),
  ).toBe(`with
  "a" as materialized (
    select "id"
    from "scan"
    where "d" between $1 and $2
      and ("p" or "q")
  )
select "id", row_number() over (partition by "a" order by "b" asc) as "r"
from (
  select count(*) filter (where "x") as "n"
  from "a"
  left join "b" on "a"."id" = "b"."id"
) as "k"
group by "id"
union all
select 1 as "one"`)
})

it('gives long lists a column a line', () => {
  const names = Array.from({ length: 9 }, (_, index) => `"a_rather_long_name_${index}"`)
  expect(format(`select ${names.join(', ')} from "t"`).split('\n')).toHaveLength(11)
})

it('changes white space only, and none inside quotes', () => {
  const sql = `select 'a  ''from'' b' as "x  where", -1.5 as "n", cast("d" as date)::varchar || '' as "t" from "y""z" where "a" <> 'select (' and "b" >= $1`
  expect(tokensOf(format(sql)).map(({ text }) => text)).toEqual(tokensOf(sql).map(({ text }) => text))
  expect(format(sql).replace(/\s*\n\s*/g, ' ')).toBe(sql)
})
