import type { EncodingReading } from '@jianmo/engine/api'
import { useId } from 'react'
import { useText } from '../text/index.ts'
import { Panel, Tag } from '../ui/index.ts'
import type { Encoding } from './import-draft.ts'

const shownLines = 4
const names = {
  'utf-8': 'UTF-8',
  gb18030: 'GB18030（GBK）',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  big5: 'Big5（繁体）',
} as const satisfies Record<Encoding, string>

/** The same first lines in each encoding that is meant: a person sees at once which one is right. */
export function EncodingChoice({
  encodings,
  value,
  onChange,
}: {
  readonly encodings: readonly EncodingReading[]
  readonly value: Encoding | null
  readonly onChange: (encoding: Encoding) => void
}) {
  const t = useText()
  const name = useId()
  const [first] = encodings
  const unsure = first?.certainty === 'unsure'
  const chosen = value ?? (unsure ? null : (first?.encoding ?? null))
  // Only what may be meant is compared; the others stay one click away.
  const isMeant = (reading: EncodingReading) =>
    reading === first || reading.encoding === value || (reading.clean && first?.certainty !== 'certain')
  const shown = encodings.filter((reading) => unsure || isMeant(reading))
  const words = {
    certain: { zh: '确定', en: 'certain' },
    likely: { zh: '很可能', en: 'likely' },
    unsure: { zh: '不确定', en: 'unsure' },
  } as const
  const cards = (list: readonly EncodingReading[]) =>
    list.map((reading) => (
      <label key={reading.encoding} data-chosen={reading.encoding === chosen}>
        <span className="head">
          <input
            type="radio"
            name={name}
            checked={reading.encoding === chosen}
            onChange={() => onChange(reading.encoding)}
          />
          <b>{names[reading.encoding]}</b>
          {reading === first && !unsure && <Tag tone="ok">{t(words[reading.certainty])}</Tag>}
          {!reading.clean && <Tag tone="bad">{t({ zh: '有字节读不出', en: 'bytes do not fit' })}</Tag>}
        </span>
        <span className="lines mono" aria-hidden={reading.encoding !== chosen}>
          {reading.lines.slice(0, shownLines).map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file, in its order
            <span key={index}>{line || ' '}</span>
          ))}
        </span>
      </label>
    ))
  return (
    <Panel
      title={t({ zh: '文字编码', en: 'Text encoding' })}
      hint={
        unsure
          ? t({
              zh: '几种编码都读得通，请看哪一种的汉字是对的',
              en: 'Several encodings fit: see which characters are right',
            })
          : t({ zh: '按整个文件辨认', en: 'found out from the whole file' })
      }
      padded
    >
      <div className="encodings" role="radiogroup" aria-label={t({ zh: '文字编码', en: 'Text encoding' })}>
        {cards(shown)}
      </div>
      {shown.length < encodings.length && (
        <details className="other-encodings">
          <summary>{t({ zh: '看看其他编码', en: 'Other encodings' })}</summary>
          <div className="encodings" role="radiogroup" aria-label={t({ zh: '其他编码', en: 'Other encodings' })}>
            {cards(encodings.filter((reading) => !shown.includes(reading)))}
          </div>
        </details>
      )}
    </Panel>
  )
}
