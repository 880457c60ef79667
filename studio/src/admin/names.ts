import type { Text } from '@jianmo/connectors/words'
import type { OrganizationLevel, Role } from '@jianmo/engine/api'

export const levelNames = {
  province: { zh: '省', en: 'Province' },
  city: { zh: '市', en: 'City' },
  district: { zh: '区县', en: 'District' },
} as const satisfies Record<OrganizationLevel, Text>

export const roleNames = {
  prosecutor: { zh: '检察官', en: 'Prosecutor' },
  'provincial-admin': { zh: '省院管理员', en: 'Provincial administrator' },
  'data-administrator': { zh: '数据管理员', en: 'Data administrator' },
} as const satisfies Record<Role, Text>

export const roles = ['prosecutor', 'data-administrator', 'provincial-admin'] as const satisfies readonly Role[]
export const levels = ['province', 'city', 'district'] as const satisfies readonly OrganizationLevel[]
