import { defineProblems } from '@jianmo/connectors/words'
import { nameOfType } from '../expression/type-names.ts'
import type { ExpressionType } from '../expression/typed.ts'

type TypeName = ExpressionType

const hint = (nearest: string | null) =>
  nearest
    ? { zh: `，是不是“${nearest}”？`, en: ` Did you mean "${nearest}"?` }
    : { zh: '，请重新选择。', en: ' Choose another one.' }

interface Words {
  readonly zh: string
  readonly en: string
}

/** How a value of a type is written. */
const forms: Readonly<Record<string, Words>> = {
  date: { zh: '（写法如 2025-01-31 或 2025年1月31日）', en: ' (written as 2025-01-31)' },
  boolean: { zh: '（写“是”或“否”）', en: ' (write yes or no)' },
  integer: { zh: '（只写整数）', en: ' (whole numbers only)' },
  decimal: { zh: '（小数点后最多 6 位）', en: ' (at most 6 digits after the point)' },
}
const form = (type: TypeName): Words => forms[type] ?? { zh: '', en: '' }

/** What can be wrong at a node. Every text ends with the way out. */
export const nodeProblem = defineProblems('error', {
  'unknown-node-type': (d: { type: string }) => ({
    zh: `不认识节点类型“${d.type}”：它可能来自更新版本的工坊。内容已原样保留，请升级，或用现有节点替换它。`,
    en: `The node type "${d.type}" is unknown: it may come from a newer studio. It is kept as it was; upgrade, or replace it.`,
  }),
  'unknown-port': (d: { edge: string; port: string; ports: readonly string[] }) => ({
    zh: `连线接在不存在的端口“${d.port}”上，请改接到：${d.ports.join('、') || '（这个节点没有这一侧的端口）'}。`,
    en: `A connection ends at the port "${d.port}", which does not exist. Use: ${d.ports.join(', ') || '(this node has no such port)'}.`,
  }),
  'port-taken': (d: { port: string; label: { zh: string; en: string } }) => ({
    zh: `输入“${d.label.zh}”接了不止一条连线，请只留一条；要汇总几路数据请用“合并”节点。`,
    en: `The input "${d.label.en}" has more than one connection. Keep one; use a Union node to bring rows together.`,
  }),
  'input-missing': (d: { port: string; label: { zh: string; en: string } }) => ({
    zh: `输入“${d.label.zh}”还没有连接，请从上一步的输出拉一条线过来。`,
    en: `The input "${d.label.en}" is not connected. Draw a connection to it from the step before.`,
  }),
  'config-invalid': (_: { detail: string }) => ({
    zh: '这一项的写法不符合要求，请重新填写。',
    en: 'This setting does not have the expected form. Fill it in again.',
  }),
  'setting-missing': (d: { label: { zh: string; en: string } }) => ({
    zh: `请填写“${d.label.zh}”。`,
    en: `Fill in "${d.label.en}".`,
  }),
  'keys-proposed': (d: { pairs: readonly { left: Words; right: Words }[] }) => ({
    zh: `建议碰撞键：${d.pairs.map(({ left, right }) => `${left.zh} = ${right.zh}`).join('、')}。请采用，或另选。`,
    en: `Proposed keys: ${d.pairs.map(({ left, right }) => `${left.en} = ${right.en}`).join(', ')}. Take them, or choose others.`,
  }),
  'table-unknown': (d: { table: string; nearest: string | null }) => ({
    zh: `数据目录里没有数据表“${d.table}”${hint(d.nearest).zh}`,
    en: `The catalogue has no table "${d.table}".${hint(d.nearest).en}`,
  }),
  'column-not-found': (d: { column: string; nearest: string | null }) => ({
    zh: `这里没有“${d.column}”这一列${hint(d.nearest).zh}`,
    en: `There is no column "${d.column}" here.${hint(d.nearest).en}`,
  }),
  'unit-is-personal': (d: { column: string }) => ({
    zh: `“${d.column}”是个人信息，不能作为被监督单位：单位会原样显示在清单里。请选择机关所在的列。`,
    en: `"${d.column}" holds personal data and cannot be the supervised unit, which lists show as it is. Choose the column of the agency.`,
  }),
  'duplicate-column': (d: { column: string }) => ({
    zh: `列名“${d.column}”重复（不分大小写），请换一个名字。`,
    en: `The column name "${d.column}" is used twice (case does not count). Choose another name.`,
  }),
  'bad-column-name': (d: { column: string }) => ({
    zh: `“${d.column}”不能作列名：以字母或汉字开头，只用字母、汉字、数字和下划线，不以“__”开头。`,
    en: `"${d.column}" cannot be a column name: begin with a letter; use letters, digits and "_"; do not begin with "__".`,
  }),
  'condition-not-boolean': (d: { found: TypeName }) => ({
    zh: `条件的结果应是“是/否”，现在是“${nameOfType(d.found).zh}”。请写成比较，例如：列名 = 值。`,
    en: `The condition must give yes/no, but gives ${nameOfType(d.found).en}. Write a comparison, such as: column = value.`,
  }),
  'wrong-type': (d: { expected: TypeName; found: TypeName }) => ({
    zh: `这里需要“${nameOfType(d.expected).zh}”，现在是“${nameOfType(d.found).zh}”，请换一列或换一个表达式。`,
    en: `This needs ${nameOfType(d.expected).en}, but gives ${nameOfType(d.found).en}. Choose another column or expression.`,
  }),
  'key-types-differ': (d: { left: string; leftType: TypeName; right: string; rightType: TypeName }) => ({
    zh: `碰撞键类型不同：“${d.left}”是${nameOfType(d.leftType).zh}，“${d.right}”是${nameOfType(d.rightType).zh}。请选择同类型的列。`,
    en: `The keys have different types: "${d.left}" is ${nameOfType(d.leftType).en}, "${d.right}" is ${nameOfType(d.rightType).en}. Choose columns of one type.`,
  }),
  'identity-with-other': (d: { identity: string; other: string }) => ({
    zh: `“${d.identity}”是身份证号，“${d.other}”不是，不能互相碰撞。请选择另一侧的身份证号列。`,
    en: `"${d.identity}" is a resident id and "${d.other}" is not: they cannot be matched. Choose the resident id on the other side.`,
  }),
  'not-an-identity': (d: { column: string }) => ({
    zh: `“${d.column}”不是文本列，不能当作身份证号规范，请选择身份证号所在的列。`,
    en: `"${d.column}" is not text and cannot be normalised as a resident id. Choose the column that holds the id.`,
  }),
  'union-column-missing': (d: { column: string; label: Words; has: Words; nearest: string | null }) => ({
    zh: `“${d.label.zh}”没有“${d.column}”这一列（“${d.has.zh}”有）${d.nearest ? `；它有相近的“${d.nearest}”` : ''}。请先用“选择列”改名或去掉，或把缺少的列设为“填空值”。`,
    en: `The ${d.label.en} input has no column "${d.column}" (the ${d.has.en} input has)${d.nearest ? `; it has "${d.nearest}"` : ''}. Rename or drop it with a Select node, or let missing columns be empty.`,
  }),
  'union-types-differ': (d: { column: string; label: Words; first: TypeName; found: TypeName }) => ({
    zh: `“${d.column}”在第一路是${nameOfType(d.first).zh}，在“${d.label.zh}”是${nameOfType(d.found).zh}，合不到一列。请先用“计算列”换算成同一类型。`,
    en: `"${d.column}" is ${nameOfType(d.first).en} in the first input and ${nameOfType(d.found).en} in the ${d.label.en} one. Convert one with a Derive node first.`,
  }),
  'aggregate-unknown': (d: { function: string; nearest: string | null }) => ({
    zh: `没有汇总方式“${d.function}”${hint(d.nearest).zh}`,
    en: `There is no aggregate "${d.function}".${hint(d.nearest).en}`,
  }),
  'aggregate-argument-missing': (d: { function: Words; argument: Words }) => ({
    zh: `“${d.function.zh}”需要填写“${d.argument.zh}”，例如一个列名。`,
    en: `"${d.function.en}" needs "${d.argument.en}", such as a column name.`,
  }),
  'aggregate-argument-type': (d: { function: Words; found: TypeName }) => ({
    zh: `“${d.function.zh}”不能用于“${nameOfType(d.found).zh}”，请换一种汇总方式，或先换算这个值。`,
    en: `"${d.function.en}" does not take ${nameOfType(d.found).en}. Choose another aggregate, or convert the value.`,
  }),
  'distinct-in-other-order': (d: { function: Words }) => ({
    zh: `“${d.function.zh}”去掉重复后只能按值自身的顺序排，请去掉排序列，或取消“去掉重复的值”。`,
    en: `Without repeats, "${d.function.en}" can only go by its own values. Remove the order, or keep repeats.`,
  }),
  'per-without-limit': (_: Record<string, never>) => ({
    zh: '选择了“每组分别取”，请填写每组取几行，或去掉分组的列。',
    en: 'Columns are chosen to take rows per group: say how many rows of each, or remove the columns.',
  }),
  'cell-unreadable': (d: { row: number; column: string; value: string; type: TypeName }) => ({
    zh: `第 ${d.row} 行“${d.column}”写的是“${d.value}”，读不成${nameOfType(d.type).zh}${form(d.type).zh}。请改这个值，或改列的类型。`,
    en: `Row ${d.row}, "${d.column}": "${d.value}" is no ${nameOfType(d.type).en}${form(d.type).en}. Change the value or the column's type.`,
  }),
  'cells-unreadable': (d: { more: number }) => ({
    zh: `还有 ${d.more} 个值与列的类型不符。多半是列的类型选错了，请先改类型。`,
    en: `${d.more} more values do not fit their columns' types. Probably a type is wrong: change it first.`,
  }),
  'parameter-unknown': (d: { parameter: string; nearest: string | null }) => ({
    zh: `模型没有参数“$${d.parameter}”${hint(d.nearest).zh}参数在右上角“参数”里添加。`,
    en: `The model has no parameter "$${d.parameter}".${hint(d.nearest).en} Parameters are added under "Parameters" at the top.`,
  }),
  'statute-unknown': (d: { statute: string; nearest: string | null }) => ({
    zh: `法律依据库里没有“${d.statute}”${hint(d.nearest).zh}`,
    en: `There is no legal basis "${d.statute}".${hint(d.nearest).en}`,
  }),
  'duplicate-rule': (d: { rule: string }) => ({
    zh: `规则编号“${d.rule}”重复，请换一个编号。`,
    en: `The rule id "${d.rule}" is used twice. Choose another id.`,
  }),
  'not-judged': (d: { column: string }) => ({
    zh: `这里的行没有经过研判（缺少“${d.column}”列），请先接“研判”节点，并保留它给出的列。`,
    en: `These rows were not judged ("${d.column}" is missing). Connect a Judge node first and keep the columns it gives.`,
  }),
  'several-outputs': (d: { nodes: readonly string[] }) => ({
    zh: `一个模型只能有一个“线索输出”，现在有 ${d.nodes.length} 个，请删除多余的。`,
    en: `A model has one Lead output; there are ${d.nodes.length}. Delete the others.`,
  }),
})

/** What a drawer should know, though the model runs. */
export const nodeWarning = defineProblems('warning', {
  'deduplicates-unverified': (d: { column: string }) => ({
    zh: `“${d.column}”还没有规范：证件号缺失或损坏的不同的人会被当作同一条而去掉。请先接“身份证号规范”，再去重。`,
    en: `"${d.column}" is not normalised yet: different people whose ids are missing or damaged would count as one and be dropped. Normalise identity first.`,
  }),
  'key-may-be-empty': (d: { columns: readonly string[] }) => ({
    zh: `“${d.columns.join('、')}”可能为空：空值会合成同一组，不同的人或单位可能因此并在一起。请先筛掉空值，或把“键为空的行”设为“不参加分组”。`,
    en: `"${d.columns.join(', ')}" may be empty: empty keys become one group, which may join different people or units. Filter them out first, or leave rows with an empty key out.`,
  }),
  'order-missing': (_: Record<string, never>) => ({
    zh: '没有填写排序：同一组里保留哪一行只由来源行号决定。建议按日期排序，保留最新的一条。',
    en: 'No order is given: which row of a group is kept depends on the row number only. Consider ordering by a date.',
  }),
  'statute-unverified': (d: { statute: string }) => ({
    zh: `法律依据“${d.statute}”尚未经人工核实，线索中会注明，不能直接援引。`,
    en: `The legal basis "${d.statute}" is not verified yet: leads will say so, and it may not be cited.`,
  }),
  'undetermined-unconnected': (_: Record<string, never>) => ({
    zh: '“待补数据”没有接上：数据不足、无法判断的人不会列出来。请把研判的“待补数据”也接过来。',
    en: '"Cannot determine" is not connected: people whose data do not suffice are not listed. Connect the judge’s second output too.',
  }),
  'column-replaced': (d: { column: string }) => ({
    zh: `研判结果的“${d.column}”会取代数据里的同名列。要保留原列，请先用“选择列”改名。`,
    en: `The verdict's "${d.column}" replaces the column of the same name. Rename yours with a Select node to keep it.`,
  }),
})
