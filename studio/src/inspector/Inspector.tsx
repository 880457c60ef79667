import type { Problem } from '@jianmo/connectors/words'
import type { GraphNode } from '@jianmo/engine/graph'
import { type FieldHint, type NodeSpec, specOf } from '@jianmo/engine/nodes'
import { type ComponentType, useCallback, useEffect, useRef } from 'react'
import { NodeTile } from '../canvas/index.ts'
import {
  askRepair,
  columnsAt,
  columnsOf,
  configureNode,
  renameColumn,
  renameNode,
  useDispatch,
  useDocumentState,
  useFigures,
  useGraph,
  useInference,
  useProblems,
  useSelectedNode,
  useSession,
  useView,
} from '../document/index.ts'
import { RenamingContext } from '../expression/index.ts'
import { formatCount, useText } from '../text/index.ts'
import { FieldProblems, IconButton } from './controls/FieldFrame.tsx'
import type { FieldProps } from './controls/field-props.ts'
import { RepairingContext } from './controls/repairing.ts'
import { enterField } from './enter-field.ts'
import { fieldControls } from './field-controls.tsx'
import { ModelOverview } from './ModelOverview.tsx'
import { PositionFields } from './PositionFields.tsx'
import { ProposalNote } from './ProposalNote.tsx'
import { Repairs } from './Repairs.tsx'
import { useRenaming } from './use-renaming.ts'
import './inspector.css'

/** The right panel: what is selected, as a form made from its node type. */
export function Inspector() {
  const t = useText()
  const node = useSelectedNode()
  return (
    <aside className="inspector" aria-label={t({ zh: '属性', en: 'Properties' })}>
      {node === null ? <ModelOverview /> : <NodeForm key={node.id} node={node} />}
    </aside>
  )
}

const noFigures: FieldProps['figures'] = []

function NodeForm({ node }: { readonly node: GraphNode }) {
  const t = useText()
  const { catalogue, view } = useSession()
  const document = useGraph()
  const dispatch = useDispatch()
  const settle = useDocumentState((state) => state.settle)
  const readOnly = !useDocumentState((state) => state.mayEdit)
  const inference = useInference((state) => state)
  const problems = useProblems(node.id)
  const figures = useFigures(node.id)
  const stale = useView((state) => state.stale.has(node.id))
  const body = useWantedField(node.id)
  const spec: NodeSpec | undefined = specOf(node.type)
  const ports = Object.keys(spec?.inputs ?? {})
  const columnsOfPort = (port: string) => columnsAt(inference, document, node.id, port)
  const firstInput = ports[0] ?? ''
  const parameters = document.parameters.map(({ name, type, label }) => ({ name, type, label }))

  const renaming = useRenaming(node.id)
  const repair = useCallback(({ data }: Problem) => askRepair(view, node.id, String(data['column'])), [view, node.id])

  return (
    <RenamingContext value={renaming}>
      <RepairingContext value={readOnly ? null : repair}>
        <header className="inspector-head">
          <NodeTile type={node.type} family={spec?.family ?? null} kind={node.config.kind} large />
          <div>
            <input
              className="title-input"
              aria-label={t({ zh: '节点名称', en: 'Node name' })}
              defaultValue={node.title}
              key={node.title}
              readOnly={readOnly}
              onBlur={(event) => {
                dispatch(renameNode(node.id, event.target.value))
                settle()
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur()
              }}
            />
            <small>
              {spec === undefined ? node.type : t(spec.label)}
              {ports.length > 0 &&
                figures?.join &&
                ` · ${t({ zh: '输入', en: 'input' })} ${formatCount(figures.join.left)} ${t({ zh: '行', en: 'rows' })}`}
            </small>
          </div>
          <IconButton
            icon="remove"
            name={t({ zh: '关闭属性，回到大纲', en: 'Close, back to the outline' })}
            onClick={() => view.setState({ selectedNodes: new Set(), selectedEdges: new Set() })}
          />
        </header>
        <div className="inspector-body" ref={body} data-stale={stale || undefined}>
          {spec !== undefined && <p className="inspector-about">{t(spec.about)}</p>}
          {!readOnly && <ProposalNote node={node} columnsAt={columnsOfPort} />}
          {!readOnly && <Repairs node={node} arriving={ports.map(columnsOfPort)} />}
          <FieldProblems
            problems={problems.filter(
              ({ field }) => field === undefined || !((field.split('.')[0] ?? '') in (spec?.form ?? {})),
            )}
          />
          {spec !== undefined &&
            Object.entries(spec.form).map(([field, hint]: [string, FieldHint]) => {
              const Control: ComponentType<FieldProps> = fieldControls[hint.control]
              const columns =
                hint.ofOutput === undefined
                  ? columnsOfPort(hint.of ?? firstInput)
                  : columnsOf(inference, node.id, hint.ofOutput)
              return (
                <Control
                  key={field}
                  field={field}
                  label={t(hint.label)}
                  hint={hint}
                  value={node.config[field]}
                  onChange={(value) => dispatch(configureNode(node.id, field, value, t(hint.label)))}
                  onSettle={settle}
                  onRename={(index, name) => dispatch(renameColumn({ nodeId: node.id, field, index }, name, catalogue))}
                  readOnly={readOnly}
                  columns={columns}
                  columnsAt={columnsOfPort}
                  scope={{ columns, parameters }}
                  problems={problems}
                  tables={catalogue.tables}
                  statutes={catalogue.statutes}
                  figures={figures?.judged ?? noFigures}
                />
              )
            })}
          <PositionFields node={node} />
        </div>
      </RepairingContext>
    </RenamingContext>
  )
}

/** Scrolls to and enters the field that a problem in the list points to. */
function useWantedField(nodeId: string) {
  const body = useRef<HTMLDivElement>(null)
  const wanted = useView((view) => view.wantedField)
  useEffect(() => {
    if (wanted === null || wanted.nodeId !== nodeId || wanted.field === null || body.current === null) return
    enterField(body.current, wanted.field, wanted.span)
  }, [wanted, nodeId])
  return body
}
