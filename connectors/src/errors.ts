import { defineErrors } from './words/errors.ts'
import type { Text } from './words/text.ts'

const again = { zh: '请重新导出后再导入。', en: 'Export it again and import the new file.' }

/** Every error that a connector, a transport or the landing store throws on purpose. */
export const connectorError = defineErrors({
  // The embedded engine
  'engine-died': (d: { detail: string }) => ({
    zh: `计算进程意外结束，本次运行没有结果。请重试；若再次出现，请减少数据量或联系管理员。${d.detail ? `（${d.detail}）` : ''}`,
    en: `The engine process ended unexpectedly, so this run has no result. Try again; if it happens again, read fewer rows or call the administrator.${d.detail ? ` (${d.detail})` : ''}`,
  }),
  'engine-interrupted': (_: Record<string, never>) => ({ zh: '计算已被取消。', en: 'The computation was cancelled.' }),
  'engine-out-of-memory': (d: { limit: string }) => ({
    zh: `计算所需内存超过上限 ${d.limit}。请先筛选或减少列，再运行。`,
    en: `The computation needs more than the memory limit of ${d.limit}. Filter rows or take fewer columns first.`,
  }),
  'statement-not-allowed': (d: { kind: string }) => ({
    zh: `不允许执行这类语句（${d.kind}）。模型只能查询数据。`,
    en: `Statements of this kind (${d.kind}) are not allowed: a model only queries data.`,
  }),

  // Reaching a source
  'host-not-listed': (d: { host: string; port: number; address: string | null }) => ({
    zh: `${d.host}:${d.port}${d.address ? `（${d.address}）` : ''}不在管理员登记的可访问地址中。请管理员登记这个地址和端口后再试。`,
    en: `${d.host}:${d.port}${d.address ? ` (${d.address})` : ''} is not among the addresses an administrator has listed. Ask the administrator to list exactly this host and port.`,
  }),
  'host-refused': (d: { host: string; port: number }) => ({
    zh: `${d.host}:${d.port} 是本系统自己的目录库，不能作为数据源。`,
    en: `${d.host}:${d.port} is the catalogue of this system itself and can never be a source.`,
  }),
  'host-not-found': (d: { host: string }) => ({
    zh: `找不到主机 ${d.host}。请检查地址是否写对、网络是否连通。`,
    en: `Host ${d.host} was not found. Check its spelling and the network.`,
  }),
  'source-down': (d: { host: string; port: number; detail: string }) => ({
    zh: `连接不上数据源 ${d.host}:${d.port}。请确认对方数据库正在运行、网络连通，然后重试。（${d.detail}）`,
    en: `The source at ${d.host}:${d.port} cannot be reached. Make sure that its database is running and the network is up, then try again. (${d.detail})`,
  }),
  'source-tls': (d: { host: string; port: number; detail: string }) => ({
    zh: `与 ${d.host}:${d.port} 的加密连接未建立：${d.detail}。请确认对方支持加密且证书可信，或改为不加密连接。`,
    en: `No encrypted connection to ${d.host}:${d.port}: ${d.detail}. Make sure that the source offers TLS with a trusted certificate, or connect without it.`,
  }),
  'wrong-password': (d: { user: string }) => ({
    zh: `数据源拒绝了用户“${d.user}”的登录。请检查用户名和密码。`,
    en: `The source refused the login of "${d.user}". Check the user name and the password.`,
  }),
  'login-method': (d: { detail: string; advice: Text }) => ({
    zh: `数据源要求的登录方式本系统不能使用或出于安全不予使用（${d.detail}）。${d.advice.zh}`,
    en: `The source asks for a way to log in that is not available here or not safe (${d.detail}). ${d.advice.en}`,
  }),
  'no-such-database': (d: { database: string }) => ({
    zh: `数据源中没有名为“${d.database}”的数据库。请检查库名。`,
    en: `The source has no database "${d.database}". Check its name.`,
  }),
  'no-such-schema': (d: { schema: string }) => ({
    zh: `数据库中没有模式“${d.schema}”，或该用户看不到它。`,
    en: `The database has no schema "${d.schema}", or this user may not see it.`,
  }),
  'no-such-table': (d: { table: string }) => ({
    zh: `数据源中没有表“${d.table}”。它可能已被改名或删除，请在数据源页核对后重新映射。`,
    en: `The source has no table "${d.table}". It may have been renamed or removed: look at the source page and bind it again.`,
  }),
  'no-such-column': (d: { table: string; column: string }) => ({
    zh: `表“${d.table}”中没有列“${d.column}”。请在映射中换一列。`,
    en: `Table "${d.table}" has no column "${d.column}". Choose another column in the binding.`,
  }),
  'permission-denied': (d: { detail: string }) => ({
    zh: `数据源用户没有读取权限。请让对方数据库管理员授予只读权限。（${d.detail}）`,
    en: `The user of the source may not read this. Ask its database administrator for read permission. (${d.detail})`,
  }),
  'source-timeout': (d: { seconds: number | null }) => ({
    zh: `数据源${d.seconds === null ? '太久' : `超过 ${d.seconds} 秒`}没有答复，已停止等待。请稍后重试。`,
    en: `The source gave no answer ${d.seconds === null ? 'for too long' : `within ${d.seconds} s`}, so waiting ended. Try again later.`,
  }),
  'source-failed': (d: { detail: string }) => ({
    zh: `读取数据源时出错：${d.detail}`,
    en: `Reading the source failed: ${d.detail}`,
  }),
  'rows-differ': (d: { table: string; rows: number; counted: number }) => ({
    zh: `从“${d.table}”收到 ${d.rows} 行，而同一快照中共有 ${d.counted} 行。为避免漏数，本次读取作废，请重试。`,
    en: `${d.rows} rows arrived from "${d.table}" but the same snapshot counts ${d.counted}. The reading is void so that no row is lost silently; try again.`,
  }),
  'profile-died': (d: { detail: string }) => ({
    zh: `统计这张表的进程意外结束（可能超出内存上限）。请重试；若再次出现，请联系管理员。（${d.detail}）`,
    en: `The process that profiled the table ended unexpectedly, perhaps for want of memory. Try again; if it happens again, call the administrator. (${d.detail})`,
  }),
  'read-cancelled': (_: Record<string, never>) => ({ zh: '读取已取消。', en: 'The reading was cancelled.' }),

  // Files
  'file-empty': (d: { file: string }) => ({
    zh: `文件“${d.file}”是空的，没有可导入的数据。`,
    en: `"${d.file}" is empty: there is nothing to import.`,
  }),
  'file-no-header': (d: { file: string }) => ({
    zh: `在“${d.file}”中没有找到表头。请确认表头在前 30 行内，且至少有两列有名称。`,
    en: `No header was found in "${d.file}". It must be within the first 30 rows and name at least two columns.`,
  }),
  'file-other-kind': (d: { file: string; kind: Text; found: Text }) => ({
    zh: `“${d.file}”不是“${d.kind.zh}”，而是“${d.found.zh}”。请在“${d.found.zh}”类数据源中导入。`,
    en: `"${d.file}" is no ${d.kind.en} but a ${d.found.en}. Import it into a source of that kind.`,
  }),
  'file-too-large': (d: { file: string; limit: string }) => ({
    zh: `“${d.file}”超过允许的大小（${d.limit}）。请分成几个文件导入。`,
    en: `"${d.file}" is larger than allowed (${d.limit}). Split it into several files.`,
  }),
  'file-too-wide': (d: { file: string; columns: number; limit: number }) => ({
    zh: `“${d.file}”有 ${d.columns} 列，超过上限 ${d.limit} 列。请删去不用的列后再导入。`,
    en: `"${d.file}" has ${d.columns} columns, more than ${d.limit}. Remove the columns that are not needed and import again.`,
  }),
  'xlsx-broken': (d: { file: string; detail: Text }) => ({
    zh: `“${d.file}”不是完整的 .xlsx 文件（${d.detail.zh}）。${again.zh}`,
    en: `"${d.file}" is not a complete .xlsx file (${d.detail.en}). ${again.en}`,
  }),
  'xlsx-old-format': (d: { file: string }) => ({
    zh: `“${d.file}”是旧的 .xls 格式。请在“旧版 Excel / WPS 文件”数据源中导入，或在 Excel、WPS 中另存为 .xlsx。`,
    en: `"${d.file}" has the old .xls format. Import it into a source of the kind "Old Excel or WPS file", or save it as .xlsx.`,
  }),
  'xls-broken': (d: { file: string; detail: Text }) => ({
    zh: `“${d.file}”不是完整的 .xls 或 .et 文件（${d.detail.zh}）。${again.zh}`,
    en: `"${d.file}" is not a complete .xls or .et file (${d.detail.en}). ${again.en}`,
  }),
  'xlsx-password': (d: { file: string }) => ({
    zh: `“${d.file}”有打开密码，无法读取。请在 Excel 或 WPS 中去掉密码另存后再导入。`,
    en: `"${d.file}" is protected by a password and cannot be read. Remove the password, save it, and import it again.`,
  }),
  'xlsx-macros': (d: { file: string }) => ({
    zh: `“${d.file}”含有宏，出于安全不予导入。请另存为不含宏的 .xlsx 后再导入。`,
    en: `"${d.file}" contains macros and is not imported for safety. Save it as .xlsx without macros and import that.`,
  }),
  'xlsx-external-links': (d: { file: string }) => ({
    zh: `“${d.file}”引用了其他文件，数值可能不是最新。请在 Excel 中“编辑链接”处断开链接、保存后再导入。`,
    en: `"${d.file}" refers to other files, so its values may be stale. Break the links in Excel, save it, and import it again.`,
  }),
  'xlsx-bomb': (d: { file: string; detail: Text }) => ({
    zh: `“${d.file}”解压后异常巨大（${d.detail.zh}），已拒绝。请检查文件来源；确有大量数据时请分成几个文件，或改用 CSV。`,
    en: `"${d.file}" unpacks to an abnormal size (${d.detail.en}) and is refused. Check where it comes from; split really large data or use CSV.`,
  }),
  'xlsx-no-rows': (d: { file: string }) => ({
    zh: `“${d.file}”的工作表里没有数据行。请确认导入的是有数据的文件。`,
    en: `No sheet of "${d.file}" has data rows. Make sure that this is the file with the data.`,
  }),
  'tsv-no-tabs': (d: { file: string }) => ({
    zh: `“${d.file}”的表头里没有制表符，而是用逗号分列。请在“CSV 文件”数据源中导入。`,
    en: `The header of "${d.file}" has commas instead of tabs. Import it into a source of the kind "CSV file".`,
  }),
  'jsonl-no-records': (d: { file: string }) => ({
    zh: `在“${d.file}”中没有找到一条 JSON 记录。每行应是一个完整的 {…}，或整个文件是一个 [{…}, {…}]；CSV 请在“CSV 文件”数据源中导入。`,
    en: `No JSON record was found in "${d.file}". Each line must be a complete {…}, or the file one [{…}, {…}]; import CSV into a source of the kind "CSV file".`,
  }),
  'jsonl-endless': (d: { file: string; row: number }) => ({
    zh: `“${d.file}”的第 ${d.row} 条记录没有结束（超过 800 万字）。请检查括号和换行后再导入。`,
    en: `Record ${d.row} of "${d.file}" does not end (over 8 million characters). Check its brackets and line ends and import again.`,
  }),
  'parquet-broken': (d: { file: string; detail: Text }) => ({
    zh: `“${d.file}”不是完整的 Parquet 文件（${d.detail.zh}）。${again.zh}`,
    en: `"${d.file}" is not a complete Parquet file (${d.detail.en}). ${again.en}`,
  }),
  'parquet-encrypted': (d: { file: string }) => ({
    zh: `“${d.file}”是加密的 Parquet 文件，无法读取。请让数据提供单位导出不加密的文件。`,
    en: `"${d.file}" is an encrypted Parquet file and cannot be read. Ask the agency to export it without encryption.`,
  }),
  'parquet-too-many-rows': (d: { file: string; rows: number; limit: number }) => ({
    zh: `“${d.file}”有 ${d.rows} 行，超过上限 ${d.limit} 行。请分成几个文件导入。`,
    en: `"${d.file}" has ${d.rows} rows, more than ${d.limit}. Split it into several files.`,
  }),
  'no-such-sheet': (d: { file: string; sheet: string; sheets: readonly string[] }) => ({
    zh: `“${d.file}”里没有工作表“${d.sheet}”。现有工作表：${d.sheets.join('、')}。`,
    en: `"${d.file}" has no sheet "${d.sheet}". It has: ${d.sheets.join(', ')}.`,
  }),
  'csv-encoding-wrong': (d: { file: string; encoding: string; row: number }) => ({
    zh: `“${d.file}”不是 ${d.encoding} 编码：从第 ${d.row} 行起有无法识别的字节。请换一种编码，或用 UTF-8 重新导出。`,
    en: `"${d.file}" is not encoded in ${d.encoding}: from row ${d.row} on there are bytes that it does not know. Choose another encoding or export as UTF-8.`,
  }),
  'csv-encoding-unknown': (d: { file: string }) => ({
    zh: `认不出“${d.file}”的文字编码。请用 UTF-8 重新导出，或在导入时指定编码。`,
    en: `The text encoding of "${d.file}" is not recognised. Export it as UTF-8 or name its encoding on import.`,
  }),
  'csv-not-text': (d: { file: string }) => ({
    zh: `“${d.file}”不是文本文件。CSV 文件应能用记事本打开；若是 Excel 文件，请按 Excel 导入。`,
    en: `"${d.file}" is not a text file. A CSV opens in a text editor; import Excel files as Excel.`,
  }),
  'csv-unclosed-quote': (d: { file: string; row: number }) => ({
    zh: `“${d.file}”的表头（第 ${d.row} 行）中的引号没有结束，或其后还有文字，无法确定有哪些列。请改正引号后再导入。`,
    en: `A quotation mark in the header (row ${d.row}) of "${d.file}" is never closed, or text follows it, so its columns are uncertain. Mend it and import again.`,
  }),
  'import-options-invalid': (d: { fields: readonly string[] }) => ({
    zh: `导入选项不符合要求：${d.fields.join('、')}。请在预览中重新选择。`,
    en: `The import options are not as they should be: ${d.fields.join(', ')}. Choose again in the preview.`,
  }),
  'mend-wrong-file': (d: { file: string }) => ({
    zh: `“${d.file}”不是从这一批下载的拒收清单，列对不上。请下载本批的拒收清单，改好后原样上传。`,
    en: `"${d.file}" is not the file of rejects of this batch: its columns differ. Download the rejects of this batch, mend them, and upload that file.`,
  }),
  'mend-wrong-rows': (d: { file: string; rows: readonly string[] }) => ({
    zh: `“${d.file}”里有行号不是本批拒收的行，或重复了：${d.rows.map((row) => row || '（空）').join('、')}。请不要改动行号。`,
    en: `"${d.file}" has row numbers that this batch did not reject, or has them twice: ${d.rows.map((row) => row || '(empty)').join(', ')}. Leave the row numbers as they are.`,
  }),
  'mend-nothing': (d: { file: string }) => ({
    zh: `“${d.file}”里没有一行填了“是”。请在改好的行的第一列填“是”，再上传。`,
    en: `No row of "${d.file}" is marked. Write 是 (or yes) in the first column of the rows that you mended, and upload it again.`,
  }),
  'no-such-upload': (_: Record<string, never>) => ({
    zh: '上传的文件已不在（已导入、已取消或超过 24 小时）。请重新选择文件。',
    en: 'The uploaded file is gone: imported, cancelled, or older than 24 hours. Choose the file again.',
  }),
  'no-such-header': (d: { file: string; row: number }) => ({
    zh: `“${d.file}”的第 ${d.row} 行没有内容，不能作表头。请在预览中另选一行。`,
    en: `Row ${d.row} of "${d.file}" is empty and cannot be the header. Choose another row in the preview.`,
  }),
  'import-died': (d: { file: string; detail: string }) => ({
    zh: `解析“${d.file}”的进程意外结束（可能超出内存上限），没有导入任何数据。请分成几个文件再试。${d.detail ? `（${d.detail}）` : ''}`,
    en: `The process that parsed "${d.file}" ended unexpectedly, perhaps for want of memory; nothing was imported. Split the file and try again.${d.detail ? ` (${d.detail})` : ''}`,
  }),
  'already-imported': (d: { file: string; other: string; at: string; batches: readonly string[] }) => ({
    zh: `“${d.file}”的内容已于 ${d.at.slice(0, 16).replace('T', ' ')}（UTC）导入过（“${d.other}”），没有重复计入。若要重新导入，请先删除原批次。`,
    en: `The content of "${d.file}" was imported at ${d.at.slice(0, 16).replace('T', ' ')} UTC already (as "${d.other}") and is not counted twice. To import it again, remove that batch first.`,
  }),
  'drop-folder-missing': (d: { folder: string }) => ({
    zh: `找不到投放文件夹“${d.folder}”。请管理员在投放根目录下建好它（并确认共享盘已挂载、可读）。`,
    en: `The drop folder "${d.folder}" is not there. Ask the administrator to make it below the drop root, and to see that the share is mounted and readable.`,
  }),
  'drop-folder-unsafe': (d: { folder: string }) => ({
    zh: `投放文件夹“${d.folder}”是链接，或不是文件夹，出于安全不予读取。请改为真正的文件夹。`,
    en: `The drop folder "${d.folder}" is a link or no folder and is not read, for safety. Make it a real folder.`,
  }),
  'drop-folder-failed': (d: { folder: string; detail: string }) => ({
    zh: `读取投放文件夹“${d.folder}”时出错（${d.detail}），稍后会自动重试。`,
    en: `Reading the drop folder "${d.folder}" failed (${d.detail}); it is tried again by itself.`,
  }),
  // Pushing
  'push-too-large': (d: { limit: string }) => ({
    zh: `这一批超过 ${d.limit}，没有接收。请分成几批推送。`,
    en: `The batch is larger than ${d.limit} and was not taken. Push it in several.`,
  }),
  'push-too-many-records': (d: { limit: number }) => ({
    zh: `这一批超过 ${d.limit} 条，没有接收。请分成几批推送。`,
    en: `The batch has more than ${d.limit} records and was not taken. Push it in several.`,
  }),
  'push-not-json': (d: { at: number; record: number }) => ({
    zh: `内容不是 JSON 数组（第 ${d.record} 条附近，第 ${d.at} 个字符处），没有接收任何记录。请改正后重推，或改为每行一条 JSON。`,
    en: `The body is no JSON array (near record ${d.record}, at character ${d.at}); nothing was taken. Mend it, or send a JSON object a line.`,
  }),
  'push-key-reused': (d: { key: string }) => ({
    zh: `Idempotency-Key“${d.key}”已用于另一批内容。重试时请发送完全相同的内容；新的一批请换一个键。`,
    en: `The Idempotency-Key "${d.key}" belongs to another batch. Retry with exactly the same body; give a new batch a new key.`,
  }),
  'push-key-changed': (d: { table: string; key: string }) => ({
    zh: `表“${d.table}”的键列与已收到的批次（${d.key}）不同，无法判断哪些记录被更新或删除。请改回原来的键列，或新建数据源重新推送。`,
    en: `The key of "${d.table}" differs from that of batches received before (${d.key}), so updates and deletions are uncertain. Change it back, or push everything into a new source.`,
  }),
  'push-batch-kept': (_: Record<string, never>) => ({
    zh: '推送的批次全部留底，不能单独删除。要撤销记录，请对方推送更正或删除记录。',
    en: 'Pushed batches are kept and cannot be removed one by one. Ask the agency to push a correction or a deletion.',
  }),
  'attachment-type': (d: { type: string; types: readonly string[] }) => ({
    zh: `附件不是所声明的类型，或类型“${d.type}”不接收。可以接收：${d.types.join('、')}。`,
    en: `The attachment is not of the type it says, or "${d.type}" is not taken. Taken are: ${d.types.join(', ')}.`,
  }),
  'attachment-hash-wrong': (_: Record<string, never>) => ({
    zh: '附件内容与 X-Sha256 声明的 SHA-256（64 位小写十六进制）不一致，没有接收。请重新计算后再推送。',
    en: 'The attachment does not have the SHA-256 that X-Sha256 declares (64 lower-case hexadecimal digits); it was not taken. Compute it again.',
  }),
  'attachment-too-large': (d: { limit: string }) => ({
    zh: `附件超过 ${d.limit}，没有接收。`,
    en: `The attachment is larger than ${d.limit} and was not taken.`,
  }),
  'no-such-attachment': (_: Record<string, never>) => ({
    zh: '找不到该附件。',
    en: 'There is no such attachment.',
  }),
  'drops-rejected': (d: { count: number; first: string; reason: Text }) => ({
    zh: `投放文件夹中有 ${d.count} 个文件未能导入。第一个：“${d.first}”——${d.reason.zh}`,
    en: `${d.count} files of the drop folder were not imported. The first, "${d.first}": ${d.reason.en}`,
  }),
  'import-cancelled': (_: Record<string, never>) => ({
    zh: '导入已取消，没有留下数据。',
    en: 'The import was cancelled; nothing was kept.',
  }),
  'no-such-batch': (d: { batch: string }) => ({
    zh: `找不到导入批次 ${d.batch}，它可能已被删除。`,
    en: `Import batch ${d.batch} is not here; it may have been removed.`,
  }),
})
