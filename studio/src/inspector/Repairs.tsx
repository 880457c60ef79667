import type { Column } from '@jianmo/connectors/words'
import type { GraphNode } from '@jianmo/engine/graph'
import { pinyin } from 'pinyin-pro'
import { useDeferredValue, useMemo, useState } from 'react'
import {
  type LostReference,
  lastSeen,
  lostAt,
  offersFor,
  replaceColumn,
  useDocumentState,
  useGraph,
  useInference,
  useProblems,
  useSession,
  useView,
} from '../document/index.ts'
import { RepairPanel } from './RepairPanel.tsx'

interface RepairsProps {
  readonly node: GraphNode
  /** What arrives at the node, port by port. */
  readonly arriving: readonly (readonly Column[])[]
}

/**
 * A panel for each column that the node misses since it was opened, or since something changed upstream. A name that is only
 * being typed opens none, unless it is asked for.
 */
export function Repairs({ node, arriving }: RepairsProps) {
  const problems = useProblems(node.id)
  const asked = useView((view) => view.wantedRepair)
  const lost = useMemo(() => lostAt(node, problems), [node, problems])
  const [found, setFound] = useState({ arriving, names: namesOf(lost) })
  const isNew = found.arriving.length !== arriving.length || found.arriving.some((list, at) => list !== arriving[at])
  const wanted = asked?.nodeId === node.id && !found.names.includes(asked.name) ? [asked.name] : []
  if (isNew || wanted.length > 0) setFound({ arriving, names: [...(isNew ? namesOf(lost) : found.names), ...wanted] })
  return lost
    .filter(({ name }) => found.names.includes(name))
    .map((reference) => (
      <LostColumnRepair
        key={`${reference.side} ${reference.port} ${reference.name}`}
        lost={reference}
        asked={asked?.nodeId === node.id && asked.name === reference.name}
      />
    ))
}

const namesOf = (lost: readonly LostReference[]): readonly string[] => lost.map(({ name }) => name)

function LostColumnRepair({ lost, asked }: { readonly lost: LostReference; readonly asked: boolean }) {
  const { catalogue, view } = useSession()
  const graph = useGraph()
  const known = useInference((inference) => inference)
  const past = useDocumentState(({ history }) => history.past)
  const dispatch = useDocumentState((state) => state.dispatch)
  const settle = useDocumentState((state) => state.settle)
  // Trying every column may wait for the next key.
  const { document, inference } = useDeferredValue(
    useMemo(() => ({ document: graph, inference: known }), [graph, known]),
  )
  const { nodeId, side, port, name, field } = lost
  const reference = useMemo(() => ({ nodeId, side, port, name, field }), [nodeId, side, port, name, field])
  const seen = useMemo(() => lastSeen(reference, past, catalogue), [reference, past, catalogue])
  const offers = useMemo(
    () =>
      offersFor({ ...reference, was: seen?.column ?? null }, { document, inference, catalogue, spell: spellingsOf }),
    [reference, seen, document, inference, catalogue],
  )
  return (
    <RepairPanel
      lost={name}
      seen={seen}
      offers={offers}
      titleOf={(id) => graph.nodes.find((node) => node.id === id)?.title ?? id}
      asked={asked}
      onShown={() => view.setState({ wantedRepair: null })}
      onRepair={({ column }) => {
        settle()
        dispatch(replaceColumn(name, column, catalogue))
      }}
    />
  )
}

/** Pinyin and its first letters: `jine`, `je` for 金额. */
function spellingsOf(label: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(label)) return []
  const syllables = pinyin(label, { toneType: 'none', type: 'array' })
  return [syllables.join(''), syllables.map((syllable) => syllable[0] ?? '').join('')]
}
