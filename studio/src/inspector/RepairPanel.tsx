import type { Text } from '@jianmo/connectors/words'
import { nameOfType } from '@jianmo/engine/expression'
import { bestReplacement, isCalledAlike } from '@jianmo/engine/schema'
import { Button } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import type { RepairOffer, SeenColumn } from '../document/index.ts'
import { type ChooseText, useText } from '../text/index.ts'
import { ColumnSelect } from './controls/ColumnSelect.tsx'
import './repair.css'

interface RepairPanelProps {
  /** Name of the column that is gone. */
  readonly lost: string
  /** What it was and what took it away; null if nobody saw it. */
  readonly seen: SeenColumn | null
  /** The best first. */
  readonly offers: readonly RepairOffer[]
  readonly titleOf: (nodeId: string) => string
  /** Somebody asked for this panel: it comes into view and takes the focus. */
  readonly asked: boolean
  readonly onShown: () => void
  readonly onRepair: (offer: RepairOffer) => void
}

/** More would be a list to search in: the others are behind a select. */
const shown = 3
const shownTitles = 4

/** A column is gone: what could take its place, why, and in which nodes. One press, one step of the history. */
export function RepairPanel({ lost, seen, offers, titleOf, asked, onShown, onRepair }: RepairPanelProps) {
  const t = useText()
  const group = useId()
  const root = useRef<HTMLElement>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const best = bestReplacement(offers)
  const offer = offers.find(({ column }) => column.name === chosen) ?? (chosen === null ? best : null)
  const first = offers.slice(0, shown)
  const listed = offer === null || first.includes(offer) ? first : [...first, offer]

  useEffect(() => {
    if (!asked) return
    root.current?.scrollIntoView({ block: 'nearest' })
    root.current?.querySelector<HTMLElement>('button:enabled')?.focus()
    if (!root.current?.contains(document.activeElement)) root.current?.querySelector<HTMLElement>('input')?.focus()
    onShown()
  }, [asked, onShown])

  const title = t({ zh: `“${lost}”这一列没有了`, en: `The column “${lost}” is gone` })
  return (
    <section className="repair" aria-label={t({ zh: `修复“${lost}”`, en: `Repair “${lost}”` })} ref={root}>
      <h3>{title}</h3>
      <p>{t(storyOf(seen))}</p>
      {listed.length > 0 && (
        <ul>
          {listed.map((one) => (
            <li key={one.column.name}>
              <label>
                <input type="radio" name={group} checked={one === offer} onChange={() => setChosen(one.column.name)} />
                <span className="repair-name">{t(one.column.label)}</span>
                <code>{one.column.name}</code>
                <small data-bad={one.newErrors > 0 || undefined}>{reasonsOf(one, t)}</small>
              </label>
            </li>
          ))}
        </ul>
      )}
      {offers.length > shown && (
        <ColumnSelect
          label={t({ zh: '换成其他列', en: 'Another column' })}
          placeholder={t({ zh: '其他列…', en: 'Another column…' })}
          columns={offers.map(({ column }) => column)}
          value={offer !== null && !first.includes(offer) ? offer.column.name : ''}
          onChange={(name) => setChosen(name === '' ? null : name)}
        />
      )}
      {offers.length === 0 ? (
        <p>
          {t({
            zh: '到这里的列里没有能代替的。请在上游恢复这一列，或在下面改掉用到它的地方。',
            en: 'No column that arrives here could stand for it. Restore it upstream, or change what uses it below.',
          })}
        </p>
      ) : (
        <div className="repair-do">
          <Button type="primary" size="small" disabled={offer === null} onClick={() => offer && onRepair(offer)}>
            {offer === null
              ? t({ zh: '选一列再修复', en: 'Choose a column' })
              : t({ zh: `修复：换成“${offer.column.label.zh}”`, en: `Repair: use “${offer.column.label.en}”` })}
          </Button>
          {offer !== null && <small>{t(reachOf(offer, titleOf))}</small>}
        </div>
      )}
    </section>
  )
}

function storyOf(seen: SeenColumn | null): Text {
  if (seen === null)
    return { zh: '到这里的数据里没有它。设置都还在，没有删除。', en: 'It does not arrive here. All settings are kept.' }
  const { column, step } = seen
  const type = nameOfType(column.type)
  return {
    zh: `在“${inner(step.zh)}”之后没有了；原来是“${column.label.zh}”（${type.zh}）。设置都还在，没有删除。`,
    en: `Gone since “${inner(step.en)}”; it was “${column.label.en}” (${type.en}). All settings are kept.`,
  }
}

/** Quotes within quotes. */
const inner = (text: string) => text.replaceAll('“', '‘').replaceAll('”', '’')

function reasonsOf(offer: RepairOffer, t: ChooseText): string {
  const { column, newErrors, sameMeaning, sameType } = offer
  if (newErrors > 0) return t({ zh: `换上后会多 ${newErrors} 处问题`, en: `would make ${newErrors} new problem(s)` })
  const type = nameOfType(column.type)
  return [
    ...(sameMeaning ? [t({ zh: '含义相同', en: 'same meaning' })] : []),
    sameType ? t({ zh: `同为${type.zh}`, en: `also ${type.en}` }) : t(type),
    ...(isCalledAlike(offer) ? [t({ zh: '名称相近', en: 'called alike' })] : []),
    t({ zh: '换上后没有新问题', en: 'no new problem' }),
  ].join(' · ')
}

function reachOf({ changes }: RepairOffer, titleOf: (nodeId: string) => string): Text {
  const titles = changes.slice(0, shownTitles).map(titleOf)
  const more = changes.length > titles.length
  return {
    zh: `改 ${changes.length} 个节点：${titles.join('、')}${more ? '等' : ''}。一步完成，可撤销。`,
    en: `Changes ${changes.length} node(s): ${titles.join(', ')}${more ? ' …' : ''}. One step, can be undone.`,
  }
}
