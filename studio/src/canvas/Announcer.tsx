import type { Text } from '@jianmo/connectors/words'
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
    let latest = told
    let errors = session.inference.getState().counts.errors
    let timer: ReturnType<typeof setTimeout> | undefined
    /** What was done and not told yet, in a quick succession of steps. */
    const waiting: Text[] = []
    const note = () => {
      if (latest.document !== told.document) waiting.push(whatWasDone(told, latest))
      told = latest
    }
    const tell = () => {
      note()
      if (waiting.length === 0) return
      const now = session.inference.getState().counts.errors
      if (now !== errors) waiting.push(problemsLeft(now))
      errors = now
      const done = waiting.splice(0)
      say(session.view, { zh: done.map(({ zh }) => zh).join('。'), en: done.map(({ en }) => en).join('. ') })
    }
    const stopSteps = session.document.subscribe(({ history }) => {
      if (history.document === latest.document) return
      if (history.past.length !== latest.past.length) note()
      latest = history
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

function whatWasDone(before: History, { past, document, future }: History): Text {
  const undone = future[0]
  const step = past.at(-1)
  if (undone !== undefined && future.length > before.future.length)
    return { zh: `撤销：${undone.name.zh}`, en: `Undone: ${undone.name.en}` }
  const name = step?.name ?? { zh: '改动', en: 'Change' }
  if (before.future.length > 0 && future.length < before.future.length && isRedone(before, document))
    return { zh: `重做：${name.zh}`, en: `Redone: ${name.en}` }
  return sayStep(name, step?.document ?? before.document, document)
}

const problemsLeft = (errors: number): Text =>
  errors === 0
    ? { zh: '没有问题了', en: 'No problems' }
    : { zh: `还有 ${errors} 个问题`, en: `${errors} ${errors === 1 ? 'problem' : 'problems'}` }

const isRedone = ({ future }: History, document: GraphDocument) => future.some((step) => step.document === document)
