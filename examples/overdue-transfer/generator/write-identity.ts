import type { Cell } from './physical.ts'
import type { Chance } from './random.ts'
import type { Damage, Spelling } from './world.ts'

interface IdWriting {
  readonly damage: Damage | undefined
  readonly spelling: Spelling | undefined
  readonly kind: 'postgres' | 'xlsx' | 'csv'
  readonly chance: Chance
}

const fullWidth = (text: string) =>
  text.replace(/[0-9A-Za-z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
const fifteen = (id: string) => id.slice(0, 6) + id.slice(8, 17)

/** Fourteen of fifteen ids are plain; the others are written as clerks and old systems write them, all readable. */
export function writeId(id: string | null, { damage, spelling, kind, chance }: IdWriting): Cell {
  const roll = chance.next()
  if (id === null) return null
  if (damage !== undefined) return spoil(id, damage, kind)
  if (spelling === 'plain') return id
  if (spelling === 'fifteen') return fifteen(id)
  if (spelling === 'full-width') return fullWidth(id)
  if (spelling === 'lower-x') return id.toLowerCase()
  if (roll < 0.01) return fullWidth(id)
  if (roll < 0.02) return `${id} `
  if (roll < 0.03) return `'${id}`
  if (roll < 0.035) return `${id}*`
  if (roll < 0.045) return `\t${id}`
  if (roll < 0.05) return `\ufeff${id}`
  if (roll < 0.065 && id.slice(6, 8) === '19') return fifteen(id)
  if (roll < 0.3) return id.toLowerCase()
  return id
}

/** Beyond reading. In a spreadsheet the damage is a numeric cell; elsewhere the text that such a cell left behind. */
function spoil(id: string, damage: Damage, kind: IdWriting['kind']): Cell {
  const wrongCheck = id.slice(0, 17) + (id.endsWith('3') ? '4' : '3')
  switch (damage) {
    case 'spreadsheet':
      return kind === 'xlsx' ? { number: Number(id) } : Number(id).toExponential(5).replace('e', 'E')
    case 'zeros':
      return zeros(id)
    case 'checksum':
      return wrongCheck
    case 'missing':
      return null
    case 'unknown':
      return '不详'
    case 'passport':
      return `E${id.slice(8, 16)}`
    case 'short':
      return id.slice(0, 16)
  }
}

/** The last three digits lost: only if the check character then shows it, else the loss would be invisible. */
function zeros(id: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const lost = `${id.slice(0, 15)}000`
  const sum = weights.reduce((total, weight, index) => total + weight * Number(lost[index]), 0)
  return '10X98765432'[sum % 11] === '0' ? `${id.slice(0, 14)}${(Number(id[14]) + 1) % 10}000` : lost
}

/** Spaces between two characters, and every dot that input methods offer. */
export function writeName(name: string | null, chance: Chance): Cell {
  const roll = chance.next()
  if (name === null) return null
  if (name.includes('·')) return name.replace('·', chance.pick(['·', '•', '.', '‧', '・']))
  if (roll < 0.02) return `${name} `
  if (roll < 0.03 && name.length === 2) return `${name[0]}　${name[1]}`
  return name
}
