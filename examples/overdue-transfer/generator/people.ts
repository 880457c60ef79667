import { addDays } from './calendar.ts'
import type { Chance } from './random.ts'

export interface Person {
  /** 18 characters with a valid check character; prefix 10 is assigned to no province, so it is nobody's. */
  readonly id: string
  readonly name: string
  readonly birth: string
  readonly sex: '男' | '女'
}

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜']
const given = [...'安邦成达恩方刚浩杰康磊民宁平强荣盛涛伟祥勇远泽忠芳红娟丽敏萍婷燕玉珍文斌超鹏']
const dotted = ['阿依', '买买提', '古丽', '热合曼', '巴特尔', '吐尔逊', '阿卜杜', '帕提古']

/** People of one district; ids are unique within a register. */
export function createRegister(chance: Chance) {
  const taken = new Set<string>()

  return function person(wish: { old?: boolean; digits?: boolean; x?: boolean } = {}): Person {
    for (;;) {
      const birth = addDays(wish.old ? '1962-01-01' : '1962-01-01', chance.between(0, wish.old ? 12_000 : 15_700))
      const sex = chance.happens(0.85) ? ('男' as const) : ('女' as const)
      const serial = String(chance.between(1, 499) * 2 + (sex === '男' ? 1 : 0)).padStart(3, '0')
      const id = withCheck(`10${chance.pick(['0101', '0102', '0203', '0304'])}${birth.replaceAll('-', '')}${serial}`)
      const wanted = (!wish.digits || !id.endsWith('X')) && (!wish.x || id.endsWith('X'))
      if (!wanted || taken.has(id)) continue
      taken.add(id)
      return { id, name: nameOf(chance), birth, sex }
    }
  }
}

/** GB 11643: weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2 over 17 digits, remainder mod 11 → 10X98765432. */
function withCheck(digits: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return digits + '10X98765432'[sum % 11]
}

function nameOf(chance: Chance): string {
  if (chance.happens(0.06)) return `${chance.pick(dotted)}·${chance.pick(given)}${chance.pick(given)}`
  return chance.pick(surnames) + chance.pick(given) + (chance.happens(0.7) ? chance.pick(given) : '')
}
