import type { GraphDocument } from '@jianmo/engine/graph'
import { useEffect } from 'react'
import { type History, say, useSession, useView } from '../document/index.ts'
import { formatCount, useText } from '../text/index.ts'
import { sayStep } from './say-step.ts'

/** Typing in a field is one thing that was done, told when it pauses (milliseconds). */
const pause = 500

/** The one place from which a screen reader hears what was done: every step, undo, redo, what stands in the way, a run's end. */
export function Announcer() {
  const t = useText()
  const session = useSession()
  const { text, count } = useView((view) => view.said)
  const spoken = t(text)

  useEffect(() => {
    let told = session.document.getState().history
    let errors = session.inference.getState().counts.errors
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      const { history } = session.document.getState()
      if (history.document === told.document) return
      const done = whatWasDone(told, history)
      told = history
      const now = session.inference.getState().counts.errors
      const left = now === errors ? null : now
      errors = now
      say(session.view, {
        zh: `${done.zh}${left === null ? '' : left === 0 ? '。没有问题了' : `。还有 ${left} 个问题`}`,
        en: `${done.en}${left === null ? '' : left === 0 ? '. No problems' : `. ${left} problems`}`,
      })
    }
    const stopSteps = session.document.subscribe(({ history }, { history: before }) => {
      if (history.document === before.document) return
      clearTimeout(timer)
      timer = setTimeout(tell, history.open === null ? 0 : pause)
    })
    let ran = false
    const stopRuns = session.view.subscribe(({ figures, runningNode }, before) => {
      ran ||= runningNode !== null
      if (figures === before.figures || figures === null || !ran) return
      ran = false
      say(session.view, {
        zh: `运行结束：线索 ${formatCount(figures.leads)} 条，待补 ${formatCount(figures.undetermined)} 条`,
        en: `Run finished: ${formatCount(figures.leads)} leads, ${formatCount(figures.undetermined)} cannot be determined`,
      })
    })
    return () => {
      clearTimeout(timer)
      stopSteps()
      stopRuns()
    }
  }, [session])

  return (
    <p className="visually-hidden" role="log" aria-live="polite" aria-atomic="true">
      {/* The same words again are told again. */}
      {count % 2 === 0 ? spoken : `${spoken}\u00a0`}
    </p>
  )
}

function whatWasDone(before: History, { past, document, future }: History) {
  const undone = future[0]
  const step = past.at(-1)
  if (undone !== undefined && future.length > before.future.length)
    return { zh: `撤销：${undone.name.zh}`, en: `Undone: ${undone.name.en}` }
  const name = step?.name ?? { zh: '改动', en: 'Change' }
  if (before.future.length > 0 && future.length < before.future.length && isRedone(before, document))
    return { zh: `重做：${name.zh}`, en: `Redone: ${name.en}` }
  return sayStep(name, step?.document ?? before.document, document)
}

const isRedone = ({ future }: History, document: GraphDocument) => future.some((step) => step.document === document)
