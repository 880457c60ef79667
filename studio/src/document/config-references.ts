import { type FieldControl, specOf } from '@jianmo/engine/nodes'

/** What is done to each name that a config holds. `port` is the input whose columns it chooses from. */
export interface ReferenceMap {
  readonly column: (port: string, name: string) => string
  /** `index` is the place among columns that are computed one after the other. */
  readonly expression: (port: string, text: string, index?: number) => string
  /** An expression over what the node itself gives at a port. */
  readonly outputExpression: (port: string, text: string) => string
  /** A parameter that a config names outside expressions. */
  readonly parameter: (name: string) => string
  /** The name that a column gets here, when it was called `from` so far and may now come in under `next`. */
  readonly given: (name: string, from: string, next: string) => string
}

type Config = Readonly<Record<string, unknown>>
/** `output` is the node's own port that a field is over, where it is not over an input. */
type MapValue = (value: unknown, map: ReferenceMap, port: string, output?: string) => unknown

const asText = (value: unknown, change: (text: string) => string): unknown =>
  typeof value === 'string' && value !== '' ? change(value) : value
const asObject = (value: unknown, change: (object: Config) => Config): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? change(value as Config) : value
const asList = (value: unknown, change: (item: unknown, index: number) => unknown): unknown =>
  Array.isArray(value) ? value.map((item, index) => change(item, index)) : value
const fields = (object: Config, names: readonly string[], change: (value: unknown) => unknown): Config => ({
  ...object,
  ...Object.fromEntries(names.flatMap((name) => (name in object ? [[name, change(object[name])]] : []))),
})
const same: MapValue = (value) => value

/** A column taken under a name of its own. One that nobody renamed follows the column, as it does while it is chosen. */
const taken: MapValue = (value, { column, given }, port) =>
  asList(value, (item) =>
    asObject(item, (object) => {
      const { from, name } = object
      if (typeof from !== 'string') return object
      const next = column(port, from)
      return { ...object, from: next, ...(typeof name === 'string' ? { name: given(name, from, next) } : {}) }
    }),
  )

const order: MapValue = (value, { column }, port) =>
  asList(value, (item) =>
    asObject(item, (object) => fields(object, ['column'], (name) => asText(name, (found) => column(port, found)))),
  )

/** Where the config of each control names columns: a new control does not compile until it says so. */
const controls: Readonly<Record<FieldControl, MapValue>> = {
  text: same,
  'logical-table': same,
  'join-kind': same,
  count: same,
  choice: same,
  'typed-table': same,
  parameters: (value, { parameter }) => asList(value, (item) => asText(item, parameter)),
  expression: (value, { expression, outputExpression }, port, output) =>
    asText(value, (text) => (output === undefined ? expression(port, text) : outputExpression(output, text))),
  column: (value, { column }, port) => asText(value, (name) => column(port, name)),
  columns: (value, { column }, port) => asList(value, (item) => asText(item, (name) => column(port, name))),
  'join-keys': (value, { column }) =>
    asList(value, (item) =>
      asObject(item, (object) =>
        fields(
          fields(object, ['left'], (left) => asText(left, (name) => column('left', name))),
          ['right'],
          (right) => asText(right, (name) => column('right', name)),
        ),
      ),
    ),
  'take-columns': taken,
  'selected-columns': taken,
  'derived-columns': (value, { expression }, port) =>
    asList(value, (item, index) =>
      asObject(item, (object) =>
        fields(object, ['expression'], (text) => asText(text, (found) => expression(port, found, index))),
      ),
    ),
  order,
  aggregates: (value, map, port) => {
    const text = (found: unknown) => asText(found, (written) => map.expression(port, written))
    return asList(value, (item) =>
      asObject(item, (result) =>
        fields(
          fields(fields(result, ['where'], text), ['arguments'], (list) => asList(list, text)),
          ['order'],
          (found) => order(found, map, port),
        ),
      ),
    )
  },
  subject: (value, { column }, port) =>
    asObject(value, (object) => fields(object, ['id', 'name'], (name) => asText(name, (found) => column(port, found)))),
  rules: (value, { expression }, port) => {
    const text = (found: unknown) => asText(found, (written) => expression(port, written))
    const parts = (list: unknown) => asList(list, (item) => asObject(item, (part) => fields(part, ['when'], text)))
    return asList(value, (item) =>
      asObject(item, (rule) =>
        fields(
          fields(rule, ['when', 'deadline', 'days', 'eventDate'], text),
          ['raise', 'unless', 'undetermined'],
          parts,
        ),
      ),
    )
  },
}

/** A config with every column and expression in it mapped. Of an unknown node type it is left as it is. */
export function mapReferences(
  type: string,
  config: Record<string, unknown>,
  map: ReferenceMap,
): Record<string, unknown> {
  const spec = specOf(type)
  if (!spec) return config
  const [first = ''] = Object.keys(spec.inputs)
  let changed = false
  const next = Object.fromEntries(
    Object.entries(config).map(([field, value]) => {
      const hint = spec.form[field]
      if (!hint) return [field, value]
      const mapped = controls[hint.control](value, map, hint.of ?? first, hint.ofOutput)
      const equal = JSON.stringify(mapped) === JSON.stringify(value)
      changed ||= !equal
      return [field, equal ? value : mapped]
    }),
  )
  return changed ? next : config
}
