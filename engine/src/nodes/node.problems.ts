import { defineProblems } from '@jianmo/connectors/words'
import { typeNames } from '../expression/type-names.ts'

type TypeName = keyof typeof typeNames

const hint = (nearest: string | null) =>
  nearest
    ? { zh: `，是不是“${nearest}”？`, en: ` Did you mean "${nearest}"?` }
    : { zh: '，请重新选择。', en: ' Choose another one.' }

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
  'config-invalid': (d: { detail: string }) => ({
    zh: `这一项的写法不符合要求（${d.detail}），请重新填写。`,
    en: `This setting does not have the expected form (${d.detail}). Fill it in again.`,
  }),
  'setting-missing': (d: { label: { zh: string; en: string } }) => ({
    zh: `请填写“${d.label.zh}”。`,
    en: `Fill in "${d.label.en}".`,
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
    zh: `条件的结果应是“是/否”，现在是“${typeNames[d.found].zh}”。请写成比较，例如：列名 = 值。`,
    en: `The condition must give yes/no, but gives ${typeNames[d.found].en}. Write a comparison, such as: column = value.`,
  }),
  'wrong-type': (d: { expected: TypeName; found: TypeName }) => ({
    zh: `这里需要“${typeNames[d.expected].zh}”，现在是“${typeNames[d.found].zh}”，请换一列或换一个表达式。`,
    en: `This needs ${typeNames[d.expected].en}, but gives ${typeNames[d.found].en}. Choose another column or expression.`,
  }),
  'key-types-differ': (d: { left: string; leftType: TypeName; right: string; rightType: TypeName }) => ({
    zh: `碰撞键类型不同：“${d.left}”是${typeNames[d.leftType].zh}，“${d.right}”是${typeNames[d.rightType].zh}。请选择同类型的列。`,
    en: `The keys have different types: "${d.left}" is ${typeNames[d.leftType].en}, "${d.right}" is ${typeNames[d.rightType].en}. Choose columns of one type.`,
  }),
  'identity-with-other': (d: { identity: string; other: string }) => ({
    zh: `“${d.identity}”是身份证号，“${d.other}”不是，不能互相碰撞。请选择另一侧的身份证号列。`,
    en: `"${d.identity}" is a resident id and "${d.other}" is not: they cannot be matched. Choose the resident id on the other side.`,
  }),
  'not-an-identity': (d: { column: string }) => ({
    zh: `“${d.column}”不是文本列，不能当作身份证号规范，请选择身份证号所在的列。`,
    en: `"${d.column}" is not text and cannot be normalised as a resident id. Choose the column that holds the id.`,
  }),
  'union-column-missing': (d: { column: string; port: string }) => ({
    zh: `${d.port === 'first' ? '第一路' : '第二路'}数据没有“${d.column}”这一列。请先用“选择列”把两路的列名对齐，或去掉多余的列。`,
    en: `The ${d.port} input has no column "${d.column}". Align the names with a Select node first, or leave the column out.`,
  }),
  'union-types-differ': (d: { column: string; first: TypeName; second: TypeName }) => ({
    zh: `“${d.column}”在两路数据中类型不同（${typeNames[d.first].zh} / ${typeNames[d.second].zh}），请先换算成同一类型。`,
    en: `"${d.column}" has different types in the two inputs (${typeNames[d.first].en} / ${typeNames[d.second].en}). Convert one first.`,
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
  'order-missing': (_: Record<string, never>) => ({
    zh: '没有填写排序：同一组里保留哪一行只由来源行号决定。建议按日期排序，保留最新的一条。',
    en: 'No order is given: which row of a group is kept depends on the row number only. Consider ordering by a date.',
  }),
  'statute-unverified': (d: { statute: string }) => ({
    zh: `法律依据“${d.statute}”尚未经人工核实，线索中会注明，不能直接援引。`,
    en: `The legal basis "${d.statute}" is not verified yet: leads will say so, and it may not be cited.`,
  }),
  'column-replaced': (d: { column: string }) => ({
    zh: `研判结果的“${d.column}”会取代数据里的同名列。要保留原列，请先用“选择列”改名。`,
    en: `The verdict's "${d.column}" replaces the column of the same name. Rename yours with a Select node to keep it.`,
  }),
})
