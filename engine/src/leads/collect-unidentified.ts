import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { type ResidentIdReason, residentIdReasons } from '@jianmo/connectors/values'
import type { Text } from '@jianmo/connectors/words'
import { queryRows, type Row } from '../execution/index.ts'
import { rowNumbersOf, witnessName } from '../planner/index.ts'
import type { CompiledRun } from '../sql/index.ts'
import { textOf } from './collect-leads.ts'
import type { FoundUnidentified, LeadRequest } from './lead-request.ts'

const reasons: Readonly<Record<ResidentIdReason, Text>> = {
  missing: { zh: '没有填写证件号码', en: 'No id is written' },
  damaged: {
    zh: '证件号码被表格软件破坏（末位变为 0 或科学计数），无法还原',
    en: 'Damaged by a spreadsheet; it cannot be restored',
  },
  'bad-length': { zh: '证件号码位数或字符不对', en: 'Not 15 or 18 characters of an id' },
  'bad-checksum': { zh: '校验位不符，可能有录入错误', en: 'The check character does not fit: probably mistyped' },
  'bad-birth-date': { zh: '出生日期不存在', en: 'The birth date in it does not exist' },
}

/** 待核身份: rows that no collision could use, each once. */
export async function collectUnidentified(
  child: DuckdbChild,
  request: LeadRequest,
): Promise<readonly FoundUnidentified[]> {
  const found: FoundUnidentified[] = []
  for (const output of request.compiled.unidentified) {
    const rows = await queryRows(child, [output.nodeId], output.statement)
    // A row of a group stands for every row that went into it: each has to be verified.
    const each = rows.flatMap((row) =>
      rowNumbersOf(row[witnessName(output.scanNodeId)]).map((number) => ({ row, number })),
    )
    found.push(
      ...each.map(({ row, number }, index) =>
        toUnidentified(row, {
          id: `${output.nodeId}-${output.scanNodeId}-${index + 1}`,
          number,
          output,
          request,
        }),
      ),
    )
  }
  return found
}

type Output = CompiledRun['unidentified'][number]

interface Place {
  readonly id: string
  readonly number: number
  readonly output: Output
  readonly request: LeadRequest
}

function toUnidentified(row: Row, { id, number, output, request }: Place): FoundUnidentified {
  const scan = request.scans.find(({ nodeId }) => nodeId === output.scanNodeId)
  return {
    id,
    nodeId: output.nodeId,
    logicalTable: scan?.logicalTable ?? '',
    sourceName: scan?.sourceName ?? '',
    row: number,
    subjectName: textOf(row.subject_name) ?? '',
    original: textOf(row.original),
    reason: reasonText(textOf(row.identity_reason)),
  }
}

/** Why an id cannot be used, in words. */
export function reasonText(code: string | null): Text {
  if (code === 'missing-key')
    return { zh: '碰撞用的列为空，无法比对', en: 'A column that the collision compares is empty' }
  const known = residentIdReasons.find((reason) => reason === code)
  return known === undefined ? { zh: '证件号码不可用', en: 'The id cannot be used' } : reasons[known]
}
