import type { SettingProblem, SourceConfig } from '@jianmo/engine/api'
import { shownError } from '../app/problem-of.ts'
import type { SettingValue } from './SettingControl.tsx'

/** A source as it stands in the form. Settings of a kind are kept while another kind is looked at. */
export interface SourceDraft {
  readonly kind: string
  readonly name: string
  readonly agency: string
  readonly expectedDays: number | null
  readonly settings: Readonly<Record<string, Readonly<Record<string, SettingValue>>>>
}

export function draftOf(kind: string, config?: SourceConfig): SourceDraft {
  if (config === undefined) return { kind, name: '', agency: '', expectedDays: null, settings: {} }
  const { name, agency, expectedDays, settings } = config
  return { kind, name, agency, expectedDays, settings: { [kind]: settings } }
}

/** What is sent: fields that were filled in. What is left empty takes the connector's own default, or is missed by it. */
export function settingsOf(draft: SourceDraft): SourceConfig['settings'] {
  const given: Record<string, string | number | boolean> = {}
  for (const [field, value] of Object.entries(draft.settings[draft.kind] ?? {})) {
    if (value === null || value === undefined || value === '') continue
    given[field] = typeof value === 'string' ? value.trim() : value
  }
  return given
}

/** The refused fields of a call, by name; empty if it failed for another reason. */
export function problemsOf(error: unknown): Readonly<Record<string, SettingProblem>> {
  if (error === null || error === undefined) return {}
  const { code, data } = shownError(error)
  if (code !== 'source-settings-invalid' || !Array.isArray(data.problems)) return {}
  const problems = data.problems as readonly SettingProblem[]
  return Object.fromEntries(problems.map((problem) => [problem.field, problem]))
}
