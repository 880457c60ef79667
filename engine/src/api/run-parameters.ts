import { engineError } from '../execution/index.ts'
import type { GraphDocument, Parameter } from '../graph/index.ts'

export type ParameterValues = Readonly<Record<string, string | number | boolean>>

/** The document with the values chosen for this run. @throws parameter-unknown, parameter-invalid */
export function applyParameters(document: GraphDocument, values: ParameterValues): GraphDocument {
  const known = new Set(document.parameters.map(({ name }) => name))
  const unknown = Object.keys(values).find((name) => !known.has(name))
  if (unknown !== undefined) throw engineError('parameter-unknown', { name: unknown })
  return {
    ...document,
    parameters: document.parameters.map((parameter) => {
      const value = values[parameter.name]
      return value === undefined ? parameter : { ...parameter, value: readValue(parameter, value) }
    }),
  }
}

const date = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

const readers: {
  readonly [Type in Parameter['type']]: (value: string | number | boolean) => Parameter['value'] | null
} = {
  integer: (value) => (Number.isInteger(Number(value)) && value !== '' ? Number(value) : null),
  decimal: (value) => (Number.isFinite(Number(value)) && value !== '' ? Number(value) : null),
  text: (value) => String(value),
  boolean: (value) => (value === true || value === 'true' ? true : value === false || value === 'false' ? false : null),
  date: (value) => (typeof value === 'string' && date.test(value) ? value : null),
}

function readValue({ name, type }: Parameter, value: string | number | boolean): Parameter['value'] {
  const read = readers[type](value)
  if (read === null) throw engineError('parameter-invalid', { name, type })
  return read
}

/** The day that the run stands for: the parameter `run_date`, else today in China. Models never read the clock. */
export function runDateOf(document: GraphDocument): string {
  const chosen = document.parameters.find(({ name, type }) => name === 'run_date' && type === 'date')?.value
  return typeof chosen === 'string' ? chosen : todayInChina()
}

export function todayInChina(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
}
