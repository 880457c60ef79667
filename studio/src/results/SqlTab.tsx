import type { GraphNode } from '@jianmo/engine/graph'
import { nodePlaces } from '@jianmo/engine/planner'
import { useEffect } from 'react'
import { useGraph, useSession } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { EmptyState } from '../ui/index.ts'
import { ReadSqlPane } from './ReadSqlPane.tsx'
import { useBlockingProblem } from './use-blocking-problem.ts'

/** The SQL of the selected node; while it is looked at, every card says where it is computed. */
export function SqlTab({ node, port }: { readonly node: GraphNode; readonly port: string }) {
  const t = useText()
  const { view } = useSession()
  const document = useGraph()
  const blocking = useBlockingProblem(node.id)
  useEffect(() => view.setState({ places: nodePlaces(document) }), [document, view])
  useEffect(() => () => view.setState({ places: null }), [view])

  if (blocking !== null)
    return (
      <EmptyState title={t({ zh: '有问题时不生成 SQL', en: 'There is no SQL while there are problems' })}>
        {t(blocking.text)}
      </EmptyState>
    )
  return <ReadSqlPane node={node} port={port} />
}
