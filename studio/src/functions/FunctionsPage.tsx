import { type Dialect, dialectNames, dialects, type FunctionFamily } from '@jianmo/engine/expression'
import { Button, Input, type InputRef, Segmented } from 'antd'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { useText } from '../text/use-text.ts'
import { EmptyState, Page, PageHead, SideFilter } from '../ui/index.ts'
import { FidelityMark } from './FidelityMark.tsx'
import { FunctionEntry } from './FunctionEntry.tsx'
import './functions.css'
import {
  filterEntries,
  type ReferenceEntry,
  type ReferenceFilter,
  referenceEntries,
  sectionsOf,
} from './reference-model.ts'
import { SupportTable } from './SupportTable.tsx'

const everything: ReferenceFilter = { query: '', family: null, runsIn: null }

/** The help on every function, read out of the catalogue: nothing that it shows is written here. */
export function FunctionsPage() {
  const t = useText()
  const [params, setParams] = useSearchParams()
  const view = params.get('view') === 'table' ? 'table' : 'list'
  const [filter, setFilter] = useState(everything)
  const search = useSearchKey()
  // Typing comes first: the list of what is found may be a moment late.
  const settled = useDeferredValue(filter)
  const shown = useMemo(() => filterEntries(referenceEntries, settled), [settled])
  useHashTarget(view)
  const count = (other: Partial<ReferenceFilter>) => filterEntries(referenceEntries, { ...settled, ...other }).length

  return (
    <Page
      side={
        <>
          <SideFilter<FunctionFamily>
            title={t({ zh: '类别', en: 'Families' })}
            value={filter.family}
            onChange={(family) => setFilter({ ...filter, family })}
            choices={sectionsOf(referenceEntries).map(({ family, label }) => ({
              value: family,
              label: t(label),
              name: t(label),
              count: count({ family }),
            }))}
          />
          <SideFilter<Dialect>
            title={t({ zh: '能在此引擎运行', en: 'Runs in' })}
            value={filter.runsIn}
            onChange={(runsIn) => setFilter({ ...filter, runsIn })}
            choices={dialects.map((dialect) => ({
              value: dialect,
              label: dialectNames[dialect],
              name: dialectNames[dialect],
              count: count({ runsIn: dialect }),
            }))}
          />
        </>
      }
    >
      <PageHead
        title={
          <>
            {t({ zh: '函数手册', en: 'Function reference' })}
            <small role="status">
              {shown.length === referenceEntries.length
                ? t({ zh: `共 ${shown.length} 个`, en: `${shown.length} functions` })
                : t({
                    zh: `找到 ${shown.length} 个，共 ${referenceEntries.length} 个`,
                    en: `${shown.length} of ${referenceEntries.length} functions`,
                  })}
            </small>
          </>
        }
        sub={t({
          zh: '表达式里能写的全部函数，以及各引擎算出的结果是否与规则一致。',
          en: 'Every function that an expression may call, and which engines agree with it.',
        })}
      />
      <div className="functions-bar">
        <Input
          ref={search}
          allowClear
          value={filter.query}
          onChange={(event) => setFilter({ ...filter, query: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setFilter({ ...filter, query: '' })
          }}
          aria-label={t({ zh: '搜索函数', en: 'Search functions' })}
          aria-keyshortcuts="/"
          placeholder={t({ zh: '名称、说明、依据或拼音，如“工作日”“gzr”', en: 'Name, words, source or pinyin' })}
          suffix={filter.query === '' ? <kbd title={t({ zh: '按 / 开始搜索', en: 'Press / to search' })}>/</kbd> : null}
        />
        <Segmented
          aria-label={t({ zh: '显示方式', en: 'View' })}
          value={view}
          onChange={(next) => setParams(next === 'table' ? { view: 'table' } : {})}
          options={[
            { value: 'list', label: t({ zh: '说明', en: 'Reference' }) },
            { value: 'table', label: t({ zh: '引擎对照表', en: 'By engine' }) },
          ]}
        />
        <ul className="functions-legend" aria-label={t({ zh: '图例', en: 'Legend' })}>
          {(['exact', 'superset', 'none'] as const).map((fidelity) => (
            <li key={fidelity}>
              <FidelityMark fidelity={fidelity} />
            </li>
          ))}
        </ul>
      </div>
      {shown.length === 0 ? (
        <EmptyState
          title={t({ zh: '没有找到', en: 'Nothing found' })}
          actions={
            <Button onClick={() => setFilter(everything)}>{t({ zh: '显示全部函数', en: 'Show all functions' })}</Button>
          }
        >
          {t({
            zh: '换一个词，或去掉左边的筛选。',
            en: 'Try another word, or lift the filters at the left.',
          })}
        </EmptyState>
      ) : view === 'table' ? (
        <SupportTable entries={shown} />
      ) : (
        <FunctionList shown={shown} />
      )}
    </Page>
  )
}

/** Sections of entries. What is filtered out stays and is hidden: lifting a filter then builds nothing. */
function FunctionList({ shown }: { readonly shown: readonly ReferenceEntry[] }) {
  const t = useText()
  const ids = new Set(shown.map(({ id }) => id))
  return sectionsOf(referenceEntries).map(({ family, label, entries }) => {
    const count = entries.filter(({ id }) => ids.has(id)).length
    return (
      <section
        key={family}
        hidden={count === 0}
        className="panel function-section"
        aria-labelledby={`family-${family}`}
      >
        <header>
          <h2 id={`family-${family}`}>{t(label)}</h2>
          <small>{t({ zh: `${count} 个`, en: String(count) })}</small>
        </header>
        {entries.map((entry) => (
          <div key={entry.id} hidden={!ids.has(entry.id)}>
            <FunctionEntry entry={entry} />
          </div>
        ))}
      </section>
    )
  })
}

/** `/` goes to the search, unless somebody is writing. */
function useSearchKey() {
  const search = useRef<InputRef>(null)
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const at = event.target instanceof HTMLElement ? event.target : null
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      if (at?.closest('input,textarea,select,[contenteditable="true"]')) return
      event.preventDefault()
      search.current?.focus({ cursor: 'all' })
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return search
}

/** `#add_days` in the address goes to that function. The router changes addresses without the browser's own jump. */
function useHashTarget(view: string): void {
  const { hash } = useLocation()
  useEffect(() => {
    if (view !== 'list' || hash === '') return
    const entry = document.getElementById(decodeURIComponent(hash.slice(1)))
    if (!entry) return
    entry.focus({ preventScroll: true })
    // Heights of entries that were never seen are estimates: each jump makes those around it real.
    let [left, frame] = [12, 0]
    const jump = () => {
      entry.scrollIntoView({ block: 'start' })
      if (left-- > 0) frame = requestAnimationFrame(jump)
    }
    jump()
    return () => cancelAnimationFrame(frame)
  }, [hash, view])
}
