import { defineErrors, type Problem, type Text } from '@jianmo/connectors/words'

/** What can go wrong between a drawing and its answers, said so that a person can act on it. */
export const engineError = defineErrors({
  'not-a-document': (d: { count: number; first: Text | null }) => ({
    zh: `这不是一份能读的检模工坊模型，没有保存，原来的内容不变。${d.first?.zh ?? ''}`,
    en: `This cannot be read as a Jianmo model; nothing was saved and nothing changed. ${d.first?.en ?? ''}`,
  }),
  'model-has-problems': (d: { count: number; first: Text; problems: readonly Problem[] }) => ({
    zh: `模型还有 ${d.count} 处问题，改好后才能运行。第一处：${d.first.zh}`,
    en: `The model still has ${d.count} problems; it can run when they are fixed. The first: ${d.first.en}`,
  }),
  'table-not-bound': (d: { tables: string; nodeIds: readonly string[] }) => ({
    zh: `本院还没有为 ${d.tables} 绑定数据。请到“数据源”页完成绑定后再运行。`,
    en: `${d.tables} is not bound to data of this procuratorate yet. Bind it on the Sources page, then run.`,
  }),
  'source-down': (d: { source: string; node: string; nodeId: string; cause: Text }) => ({
    zh: `数据源“${d.source}”读不到，卡在“${d.node}”：${d.cause.zh} 已有结果没有丢失，恢复后请重新运行。`,
    en: `The source "${d.source}" could not be read at "${d.node}": ${d.cause.en} Nothing was lost; run again when it is back.`,
  }),
  'statement-failed': (_: { sql: string; nodeIds: readonly string[]; detail: string }) => ({
    zh: '数据库没有完成这一步。请检查这个节点里的计算：数值可能太大，或某个值读不成要求的类型；改好后重试。',
    en: 'The database refused this step. Check what this node computes: a number may be too large, or a value unreadable as its type.',
  }),
  'run-cancelled': (_: { runId: string }) => ({ zh: '运行已取消。', en: 'The run was cancelled.' }),
  'run-interrupted': (_: { runId: string }) => ({
    zh: '运行中断：计算进程或服务在完成前停止了。没有产生任何线索，请重新运行。',
    en: 'The run was interrupted: its engine or the server stopped before it was done. It made no leads; run it again.',
  }),
  'run-broken': (d: { runId: string }) => ({
    zh: `运行因系统内部错误停止（运行 ${d.runId}），没有产生线索。请重试，或把编号告诉管理员。`,
    en: `The run stopped on an internal error (run ${d.runId}) and made no leads. Try again, or tell the administrator the id.`,
  }),
  'engine-died': (_: { detail: string }) => ({
    zh: '计算进程意外退出，本次运行中断，没有产生线索。请重新运行；若再次发生，请把“详情”转给管理员。',
    en: 'The engine process ended unexpectedly; this run is interrupted and made no leads. Run it again.',
  }),
  'no-data-yet': (d: { tables: string }) => ({
    zh: d.tables
      ? `还没有试算过 ${d.tables} 的数据。请先点“运行到线索”试算一次，再来查。`
      : '这个模型还没有试算过。请先点“运行到线索”试算一次，再来查。',
    en: d.tables
      ? `${d.tables} has not been run yet. Press "Run to leads" for a trial, then ask again.`
      : 'This model has not run yet. Press "Run to leads" for a trial, then ask again.',
  }),
  'reading-takes-long': (d: { tables: string; seconds: number }) => ({
    zh: `${d.tables} 的数据较多，${d.seconds} 秒内没有读完。先试算一次，之后这里直接显示前几行。`,
    en: `${d.tables} holds much data: ${d.seconds} s were not enough to read it. Run a trial once; then its rows are shown here.`,
  }),
  'preview-out-of-date': (d: { tables: string }) => ({
    zh: `${d.tables} 的绑定在上次试算后改过。请先点“运行到线索”试算一次，再来查。`,
    en: `The binding of ${d.tables} changed after the last trial. Press "Run to leads" for a trial, then ask again.`,
  }),
  'nothing-to-show': (_: { nodeId: string }) => ({
    zh: '这个节点还有问题，改好后才能看到数据。',
    en: 'This node still has problems; its rows appear when they are fixed.',
  }),
  'no-lead-output': (_: Record<string, never>) => ({
    zh: '模型里没有“线索输出”节点，运行不会产生线索。请把判断节点接到“线索输出”。',
    en: 'The model has no lead output, so a run would make no leads. Connect the judge node to a lead output.',
  }),
  'version-not-approved': (_: { modelId: string }) => ({
    zh: '正式运行只能用省院已批准的版本。请先提交审核，或改用“试算”。',
    en: 'A formal run needs a version that the province approved. Submit it for review, or run a trial.',
  }),
  'run-not-found': (_: { runId: string }) => ({
    zh: '没有这次运行，或它不属于本院。',
    en: 'There is no such run here.',
  }),
  'run-results-removed': (_: { runId: string }) => ({
    zh: '这次试算的明细已按保留期清理。请重新运行。',
    en: 'The rows of this trial were removed by retention. Run it again.',
  }),
  'too-many-runs': (d: { running: number }) => ({
    zh: `已有 ${d.running} 次运行在进行，请等其中一次结束。`,
    en: `${d.running} runs are under way; wait until one of them ends.`,
  }),
  'id-malformed': (_: { length: number }) => ({
    zh: '这不像证件号码：请填 18 位或 15 位号码；按姓名、案号等查找，请改选“按列查找”。',
    en: 'This does not look like an id: type its 18 or 15 characters, or look for a value of another column.',
  }),
  'parameter-unknown': (d: { name: string }) => ({
    zh: `模型没有名为“${d.name}”的参数。`,
    en: `The model has no parameter "${d.name}".`,
  }),
  'parameter-invalid': (d: { name: string; type: string }) => ({
    zh: `参数“${d.name}”的值不对，应为 ${d.type}。`,
    en: `The value of parameter "${d.name}" is not a ${d.type}.`,
  }),
})
