import type { Text } from '@jianmo/connectors/words'
import type { Role, SignedInPerson } from '@jianmo/engine/api'

interface NavigationPage {
  readonly path: string
  readonly label: Text
  /** Who sees the entry; the server checks every call again. */
  readonly roles: readonly Role[]
}

const pages: readonly NavigationPage[] = [
  { path: '/models', label: { zh: '模型', en: 'Models' }, roles: ['prosecutor'] },
  {
    path: '/market',
    label: { zh: '模型市场', en: 'Marketplace' },
    roles: ['prosecutor', 'provincial-admin', 'data-administrator'],
  },
  { path: '/leads', label: { zh: '线索', en: 'Leads' }, roles: ['prosecutor'] },
  {
    path: '/sources',
    label: { zh: '数据源', en: 'Sources' },
    roles: ['prosecutor', 'data-administrator', 'provincial-admin'],
  },
  { path: '/review', label: { zh: '审核', en: 'Review' }, roles: ['provincial-admin'] },
  { path: '/admin', label: { zh: '单位与人员', en: 'People' }, roles: ['provincial-admin'] },
  {
    path: '/help/functions',
    label: { zh: '函数手册', en: 'Functions' },
    roles: ['prosecutor', 'provincial-admin', 'data-administrator'],
  },
]

export function pagesOf(person: SignedInPerson): readonly NavigationPage[] {
  return pages.filter((page) => page.roles.some((role) => person.roles.includes(role)))
}

/** Where a person lands: the first page that is theirs. */
export function homeOf(person: SignedInPerson): string {
  if (person.roles.includes('prosecutor')) return '/models'
  if (person.roles.includes('provincial-admin')) return '/review'
  return '/sources'
}
