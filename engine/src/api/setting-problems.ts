import type { Connector, Text } from '@jianmo/connectors/words'
import type { z } from 'zod'
import { apiError } from './errors.ts'
import type { SettingProblem } from './wire.ts'

type Settings = Readonly<Record<string, string | number | boolean>>

/** Settings as the connector's strict schema takes them. @throws source-settings-invalid with one sentence per field */
export function parseSettings(connector: Connector, settings: Settings): void {
  const parsed = connector.settings.safeParse(settings)
  if (parsed.success) return
  const problems = parsed.error.issues.flatMap((issue) => toProblems(issue, connector))
  throw apiError('source-settings-invalid', { fields: problems.map(({ label }) => label), problems })
}

function toProblems(issue: z.core.$ZodIssue, connector: Connector): readonly SettingProblem[] {
  const fields = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? '')]
  return fields.map((field) => ({
    field,
    label: connector.form[field]?.label ?? { zh: field, en: field },
    text: sayIssue(issue),
  }))
}

/** What is wrong with a value, to the person who typed it: no type names, no codes. */
function sayIssue(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null || issue.input === '') return missing
      return issue.expected === 'number' || issue.expected === 'int'
        ? { zh: '请填写整数。', en: 'Please give a whole number.' }
        : { zh: '填写的内容类型不对。', en: 'This kind of value does not fit here.' }
    case 'too_small':
      if (issue.origin === 'string') return missing
      return { zh: `不能小于 ${issue.minimum}。`, en: `Must be at least ${issue.minimum}.` }
    case 'too_big':
      if (issue.origin === 'string')
        return { zh: `最多 ${issue.maximum} 个字符。`, en: `At most ${issue.maximum} characters.` }
      return { zh: `不能大于 ${issue.maximum}。`, en: `Must be at most ${issue.maximum}.` }
    case 'invalid_value':
      return { zh: '请从列表中选择。', en: 'Please choose from the list.' }
    case 'unrecognized_keys':
      return { zh: '这种数据源没有这一项设置。', en: 'This kind of source has no such setting.' }
    case 'custom':
      // The connector's own words, in both languages at once.
      return { zh: issue.message, en: issue.message }
    default:
      return { zh: '格式不对，请检查。', en: 'The format is not right; please check it.' }
  }
}

const missing: Text = { zh: '请填写。', en: 'Please fill this in.' }
