import { batchesField } from '../landing/file-settings.ts'
import { fileCapabilities, openFileSource } from '../landing/file-source.ts'
import type { Connector } from '../words/connector.ts'
import { findDropFolder } from './drop-folder.ts'
import { type FolderSettings, FolderSource } from './folder-settings.ts'

/** A folder into which an agency drops files: each becomes a batch. Runs read the landing store, never the share. */
export const folderConnector: Connector<FolderSettings> = {
  kind: 'folder',
  label: { zh: '投放文件夹', en: 'Drop folder' },
  about: {
    zh: '监视一个共享文件夹，新放入的 Excel、CSV 等文件自动导入；每月一个文件的表各批累加，同名文件更新后以新的为准。',
    en: 'Watches a shared folder and imports what is dropped there; monthly files add up, a corrected file replaces the one of its name.',
  },
  reading: 'folder',
  capabilities: fileCapabilities,
  settings: FolderSource,
  secrets: [],
  form: {
    folder: {
      label: { zh: '文件夹名称', en: 'Folder name' },
      control: 'text',
      help: {
        zh: '投放根目录下本院文件夹中的一个子文件夹，只填名称；根目录由系统管理员设定。',
        en: 'A folder inside your organization’s folder below the drop root, by its name only; the root is set by the administrator.',
      },
    },
    pattern: {
      label: { zh: '文件名规则', en: 'File names' },
      control: 'text',
      help: {
        zh: '如 在押人员-{yyyymm}.xlsx，导入为表“在押人员”；多条用分号隔开。可用 {yyyy} {mm} {dd} {yyyymm} {yyyymmdd} {n} {any}。留空则导入全部文件，按文件名去掉日期后归表。',
        en: 'E.g. inmates-{yyyymm}.xlsx becomes the table "inmates"; separate several with semicolons. Known: {yyyy} {mm} {dd} {yyyymm} {yyyymmdd} {n} {any}. Empty: every file, by its name without the date.',
      },
    },
    batches: batchesField,
  },
  open: ({ batches }, context) => Promise.resolve(openFileSource(context, batches)),
  async check({ folder }, place) {
    await findDropFolder({ ...place, folder })
  },
}
