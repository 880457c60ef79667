import { specOf } from '@jianmo/engine/nodes'
import type { InputRef } from 'antd'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useFigures, useInference, useSelectedNode, useView } from '../document/index.ts'
import { formatCount, useText } from '../text/index.ts'
import { EmptyState } from '../ui/index.ts'
import { ColumnsTab } from './ColumnsTab.tsx'
import { JoinTab } from './JoinTab.tsx'
import { OutputTab } from './OutputTab.tsx'
import { ProblemsTab } from './ProblemsTab.tsx'
import { SqlTab } from './SqlTab.tsx'
import { useWhyNot } from './use-why-not.ts'
import { WhyNotTab } from './WhyNotTab.tsx'
import './results.css'

type TabKey = 'output' | 'columns' | 'join' | 'sql' | 'problems' | 'why-not'

interface Tab {
  readonly key: TabKey
  readonly label: string
  readonly count?: number
  readonly alarming?: boolean
}

/** The bottom panel: what the selected node gives, and everything known about it. */
export function ResultsPanel() {
  const t = useText()
  const node = useSelectedNode()
  const [wanted, setWanted] = useState<TabKey>('output')
  const [chosenPort, setPort] = useState<{ readonly nodeId: string; readonly port: string } | null>(null)
  const [compares, setCompares] = useState(false)
  const figures = useFigures(node?.id ?? '')
  const { all, errors } = useInference(({ counts }) => counts)
  const join = figures?.join ?? null
  const whyNot = useWhyNot()
  const whom = useRef<InputRef>(null)

  const tabAsked = useView(({ wantedTab }) => wantedTab)
  useEffect(() => {
    if (tabAsked !== null) setWanted(tabAsked.tab)
  }, [tabAsked])

  useEffect(() => {
    // Ctrl+Shift+F looks for somebody in the data, as Ctrl+F does in a page.
    function onKeyDown(event: globalThis.KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.key.toLowerCase() !== 'f') return
      event.preventDefault()
      setWanted('why-not')
      requestAnimationFrame(() => whom.current?.focus())
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])

  const tabs: readonly Tab[] = [
    { key: 'output', label: t({ zh: '输出', en: 'Output' }) },
    { key: 'columns', label: t({ zh: '列', en: 'Columns' }) },
    ...(node?.type === 'join'
      ? [
          {
            key: 'join',
            label: t({ zh: '未匹配', en: 'Unmatched' }),
            ...(join === null ? {} : { count: join.unmatched + join.unidentified }),
          } as const,
        ]
      : []),
    { key: 'sql', label: 'SQL' },
    {
      key: 'problems',
      label: t({ zh: '问题', en: 'Problems' }),
      ...(all > 0 ? { count: all } : {}),
      alarming: errors > 0,
    },
    { key: 'why-not', label: t({ zh: '为什么没有他/她？', en: 'Why not?' }) },
  ]
  const active = tabs.some(({ key }) => key === wanted) ? wanted : 'output'
  const outputs = Object.keys((node === null ? undefined : specOf(node.type))?.outputs ?? {})
  const port =
    chosenPort !== null && chosenPort.nodeId === node?.id && outputs.includes(chosenPort.port)
      ? chosenPort.port
      : (outputs[0] ?? '')

  function onKeyDown(event: KeyboardEvent): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    const next = tabs[(tabs.findIndex(({ key }) => key === active) + by + tabs.length) % tabs.length]
    if (next === undefined) return
    setWanted(next.key)
    document.getElementById(`results-tab-${next.key}`)?.focus()
    event.preventDefault()
  }

  return (
    <ResizablePanel
      label={t({ zh: '结果', en: 'Results' })}
      folded={node === null && active !== 'problems' && active !== 'why-not'}
    >
      <div className="results-tabs" role="tablist" aria-label={t({ zh: '结果', en: 'Results' })} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            id={`results-tab-${tab.key}`}
            type="button"
            role="tab"
            aria-selected={tab.key === active}
            aria-controls="results-body"
            tabIndex={tab.key === active ? 0 : -1}
            onClick={() => setWanted(wanted === tab.key && node === null ? 'output' : tab.key)}
          >
            {tab.label}
            {tab.count !== undefined && <b data-alarming={tab.alarming || undefined}>{formatCount(tab.count)}</b>}
          </button>
        ))}
        {node !== null && <em>{node.title}</em>}
      </div>
      <div id="results-body" className="results-body" role="tabpanel" aria-labelledby={`results-tab-${active}`}>
        {body()}
      </div>
    </ResizablePanel>
  )

  function body(): ReactNode {
    if (active === 'problems') return <ProblemsTab />
    if (active === 'why-not') return <WhyNotTab asking={whyNot} field={whom} />
    if (node === null) {
      return (
        <EmptyState title={t({ zh: '选中一个节点，看它的数据', en: 'Select a node to see its rows' })}>
          {t({
            zh: '列在画的时候就知道，行来自最近一次读取。',
            en: 'Columns are known while you draw; rows come from the last reading.',
          })}
        </EmptyState>
      )
    }
    if (active === 'columns') return <ColumnsTab node={node} port={port} />
    if (active === 'join') return <JoinTab node={node} />
    if (active === 'sql') return <SqlTab node={node} port={port} />
    return (
      <OutputTab
        node={node}
        port={port}
        onPort={(next) => setPort({ nodeId: node.id, port: next })}
        compares={compares}
        onCompare={setCompares}
      />
    )
  }
}

/** The tabs and the line above them. */
const least = 37
const sizeKey = 'jianmo.results-height'

/** Folded to its tabs while there is nothing to show: the canvas gets the space. */
function ResizablePanel({
  label,
  folded,
  children,
}: {
  readonly label: string
  readonly folded: boolean
  readonly children: ReactNode
}) {
  const t = useText()
  const [height, setHeight] = useState(() => Number(localStorage.getItem(sizeKey)) || 272)
  const resize = (to: number) => {
    const next = Math.max(least, Math.min(to, window.innerHeight - 220))
    setHeight(next)
    localStorage.setItem(sizeKey, String(Math.round(next)))
  }

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    const target = event.currentTarget
    const bottom = target.parentElement?.getBoundingClientRect().bottom ?? window.innerHeight
    target.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent) => resize(bottom - moved.clientY)
    const stop = () => {
      target.removeEventListener('pointermove', move)
      target.removeEventListener('pointerup', stop)
    }
    target.addEventListener('pointermove', move)
    target.addEventListener('pointerup', stop)
  }

  return (
    <section className="results" aria-label={label} style={{ height: folded ? least : height }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget; <hr> is not. */}
      <div
        className="results-grip"
        role="separator"
        tabIndex={0}
        aria-orientation="horizontal"
        aria-label={t({ zh: '调整结果面板高度', en: 'Resize the results panel' })}
        aria-valuenow={Math.round(height)}
        aria-valuemin={least}
        onPointerDown={onPointerDown}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp') resize(height + 24)
          else if (event.key === 'ArrowDown') resize(height - 24)
          else return
          event.preventDefault()
        }}
      />
      {children}
    </section>
  )
}
