/** Who is in the demo. The password is public: a server refuses it outside a demo. */
export const demoPassword = 'jianmo-demo-2026'

export const people = {
  admin: { username: 'admin', name: '省院管理员' },
  'prosecutor-a': { username: 'zhou', name: '周检察官' },
  'data-a': { username: 'shuju-a', name: '甲县数据管理员' },
  'prosecutor-b': { username: 'ha', name: '哈检察官' },
  'data-b': { username: 'shuju-b', name: '乙县数据管理员' },
} as const

interface DistrictWords {
  readonly name: string
  /** By the source key of the shapes. */
  readonly sources: Readonly<Record<string, { readonly name: string; readonly agency: string }>>
}

export const districts: Readonly<Record<'a' | 'b', DistrictWords>> = {
  a: {
    name: '甲县人民检察院',
    sources: {
      'court-a': { name: '甲县法院刑事库', agency: '甲县人民法院' },
      'prison-a': { name: '第一监狱收押库', agency: '省第一监狱' },
      'detention-a': { name: '甲县看守所名册', agency: '甲县看守所' },
      'cases-a': { name: '甲县院办案系统导出', agency: '甲县人民检察院' },
    },
  },
  b: {
    name: '乙县人民检察院',
    sources: {
      'judgments-b': { name: '乙县法院裁判导出', agency: '乙县人民法院' },
      'deliveries-b': { name: '乙县法院送达登记', agency: '乙县人民法院' },
      'police-b': { name: '乙县公安监管库', agency: '乙县公安局' },
      'prison-b': { name: '第二监狱收押导出', agency: '省第二监狱' },
      'cases-b': { name: '乙县院案件台账', agency: '乙县人民检察院' },
    },
  },
}
