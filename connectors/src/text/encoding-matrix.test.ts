import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodePieces, detectEncoding } from './encoding.ts'
import { readEncodings } from './encoding-readings.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jianmo-encodings-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const simplified = '姓名,证件号码,案由\n张某,11010519491231002X,盗窃罪\n李某,110105491231002,故意伤害罪\n'
const traditional =
  '姓名,身分證號,案由\n張三,A123456789,竊盜罪判決有期徒刑\n李四,B123456780,臺北地方檢察署案件電話時間\n'

/** Six texts; the traditional ones can be written in Big5. `rare` holds names that GBK would lose. */
const texts: Readonly<Record<string, { readonly text: string; readonly traditional: string }>> = {
  'a short header': { text: '姓名,号\na,1\n', traditional: '姓名,號\na,1\n' },
  'a few rows': { text: simplified, traditional },
  'many rows': { text: simplified.repeat(200), traditional: traditional.repeat(200) },
  'Chinese after 12 kB of ASCII': {
    text: `a,b\n${'1,2\n'.repeat(3000)}张某,有期徒刑一年\n`,
    traditional: `a,b\n${'1,2\n'.repeat(3000)}張三,竊盜罪判決有期徒刑執行期間\n`,
  },
  'numbers with one word': {
    text: `编号,数\n${'12,34\n'.repeat(50)}合计,1\n`,
    traditional: `編號,數\n${'12,34\n'.repeat(50)}合計,1\n`,
  },
  'rare names': {
    text: '姓名,号\n㐂某,1\n𠮷田某,2\n𬭩某,3\n𫖯某,4\n䶮某,5\n㵘某,6\n',
    traditional: '姓名,號\n許功蓋,1\n游錫義,2\n陳某某,3\n張靈某,4\n',
  },
}

const encodings = [
  'utf-8',
  'utf-8 with a mark',
  'utf-16le',
  'utf-16be',
  'utf-16le with a mark',
  'gb18030',
  'big5',
] as const
type Written = (typeof encodings)[number]

function write(
  { text, traditional: other }: { text: string; traditional: string },
  encoding: Written,
): { bytes: Buffer; text: string } {
  const iconv = (to: string, input: string) => execFileSync('iconv', ['-f', 'utf-8', '-t', to], { input })
  if (encoding === 'big5') return { bytes: iconv('big5', other), text: other }
  const [, plain = '', mark] = /^(\S+)( with a mark)?$/.exec(encoding) ?? []
  return { bytes: iconv(plain, mark ? `\ufeff${text}` : text), text }
}

/** `right`: read exactly. `asks`: another reading was taken, but it is called unsure and the right one is offered. */
function judge(encoding: Written, name: string): 'right' | 'asks' | 'wrong' {
  const { bytes, text } = write(texts[name] as { text: string; traditional: string }, encoding)
  const found = detectEncoding([bytes])
  if (found === null || found === 'not-text') return 'wrong'
  if ([...decodePieces([bytes], found.encoding, found.strays)].join('') === text) return 'right'
  const path = join(root, 'file.csv')
  writeFileSync(path, bytes)
  const [taken, ...others] = readEncodings(path)
  const offered = others.some(
    ({ encoding: other, lines }) => other === encoding && lines.join('\n').startsWith(text.slice(0, 20)),
  )
  return taken?.certainty === 'unsure' && offered ? 'asks' : 'wrong'
}

describe('the encoding of a text file', () => {
  it('is found in 41 of 42 files of a matrix of 7 encodings and 6 texts, or asked for (Big5)', () => {
    const judged = encodings.flatMap((encoding) =>
      Object.keys(texts).map((name) => ({ encoding, name, result: judge(encoding, name) })),
    )
    const wrong = judged.filter(({ result }) => result === 'wrong')
    expect(judged.length).toBe(42)
    expect(wrong.map(({ encoding, name }) => `${encoding}: ${name}`)).toEqual([])
    expect(judged.filter(({ encoding, result }) => encoding !== 'big5' && result !== 'right')).toEqual([])
  })

  it('keeps every character that GB18030 has', () => {
    // All of the CJK blocks up to extension G, and the private use area that old police systems used for names.
    const ranges = [
      [0x3400, 0x4dbf],
      [0x4e00, 0x9fff],
      [0xe000, 0xe5e4],
      [0xf900, 0xfaff],
      [0x20000, 0x2a6df],
      [0x2a700, 0x2ebe0],
      [0x30000, 0x3134a],
    ] as const
    const all = ranges.flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)),
    )
    const text = `姓名,号\n${all.map((character) => `${character}某,1`).join('\n')}\n`
    const bytes = execFileSync('iconv', ['-f', 'utf-8', '-t', 'gb18030'], { input: text, maxBuffer: 1 << 26 })
    expect(detectEncoding([bytes])).toMatchObject({ encoding: 'gb18030', clean: true, strays: false })
    const read = [...decodePieces([bytes], 'gb18030')].join('').split('\n').slice(1, -1)
    const lost = all.filter((character, at) => read[at] !== `${character}某,1`)
    expect(lost).toEqual([])
  })
})
