/** The people of the demo province, as examples/demo/seed.ts makes them. */
export const demoAccounts = [
  { username: 'zhou', zh: '甲县检察院 · 检察官', en: 'District A, prosecutor' },
  { username: 'shuju-a', zh: '甲县检察院 · 数据管理员', en: 'District A, data administrator' },
  { username: 'admin', zh: '省检察院 · 省级管理员', en: 'Province, administrator' },
  { username: 'ha', zh: '乙县检察院 · 检察官', en: 'District B, prosecutor' },
  { username: 'shuju-b', zh: '乙县检察院 · 数据管理员', en: 'District B, data administrator' },
] as const

/** Whose model `npm start` runs. */
export const demoProsecutor = 'zhou'
