import { Panel } from '@xyflow/react'
import { useInference } from '../document/index.ts'
import { useText } from '../text/index.ts'

/** Said while a worker finds out the columns of a large model: until then pickers and problems are of before. */
export function Inferring() {
  const t = useText()
  const pending = useInference((inference) => inference.pending)
  if (!pending) return null
  return (
    <Panel position="bottom-center">
      <p className="inferring" role="status" data-inferring>
        {t({ zh: '正在推断列…', en: 'Working out the columns…' })}
      </p>
    </Panel>
  )
}
