import type { Column } from '@jianmo/connectors/words'
import type { GraphDocument } from '@jianmo/engine/graph'
import { type FieldHint, type NodeSpec, specOf } from '@jianmo/engine/nodes'
import { inferModel } from '@jianmo/engine/planner'
import { type ComponentType, useState } from 'react'
import { storyTables } from '../../editor/story-document.ts'
import { fieldControls } from '../field-controls.tsx'
import type { FieldProps } from './field-props.ts'
import '../inspector.css'

const parameters: GraphDocument['parameters'] = [
  { name: 'run_date', label: { zh: '运行日', en: 'Run date' }, type: 'date', value: '2026-11-20' },
  { name: 'limit_days', label: { zh: '期限', en: 'Limit' }, type: 'integer', value: 30 },
]
const position = { x: 0, y: 0 }

interface StoryFormProps {
  readonly type: string
  readonly config: Readonly<Record<string, unknown>>
  readonly readOnly?: boolean
}

/** For stories: the form of one node behind a source, checked as in the editor. */
export function StoryForm({ type, config: start, readOnly = false }: StoryFormProps) {
  const [config, setConfig] = useState(start)
  const spec = specOf(type) as NodeSpec
  const document: GraphDocument = {
    format: 'jianmo.graph',
    formatVersion: 1,
    title: '故事',
    summary: '',
    parameters,
    notes: [],
    nodes: [
      { id: 'all', type: 'source', title: '名册', position, config: { table: 'T90' } },
      { id: 'one', type, title: '节点', position, config: { ...spec.initial, ...config } },
    ],
    edges: Object.keys(spec.inputs)
      .slice(0, 1)
      .map((port) => ({ id: 'e', from: { node: 'all', port: 'rows' }, to: { node: 'one', port } })),
  }
  const { columns, problems } = inferModel(document, { tables: storyTables, statutes: [], parameters })
  const arriving = Object.keys(spec.inputs).length > 0 ? (columns['all']?.['rows'] ?? []) : []
  const here = problems.filter(({ nodeId }) => nodeId === 'one')
  const known = (hint: FieldHint): readonly Column[] =>
    hint.ofOutput === undefined ? arriving : (columns['one']?.[hint.ofOutput] ?? [])
  return (
    <div className="inspector" style={{ width: 340, padding: 12, display: 'grid', gap: 14 }}>
      {Object.entries(spec.form).map(([field, hint]: [string, FieldHint]) => {
        const Control: ComponentType<FieldProps> = fieldControls[hint.control]
        return (
          <Control
            key={field}
            field={field}
            label={hint.label.zh}
            hint={hint}
            value={{ ...spec.initial, ...config }[field]}
            onChange={(value) => setConfig((before) => ({ ...before, [field]: value }))}
            onSettle={() => undefined}
            onRename={() => undefined}
            readOnly={readOnly}
            columns={known(hint)}
            columnsAt={() => arriving}
            scope={{ columns: known(hint), parameters }}
            problems={here}
            tables={storyTables}
            statutes={[]}
            figures={[]}
          />
        )
      })}
    </div>
  )
}
