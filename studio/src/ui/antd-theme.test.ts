import { describe, expect, it } from 'vitest'
import { antdTheme, readTokens } from './antd-theme.ts'
import css from './tokens.css?raw'

const paper = readTokens(css, (selector) => selector.includes('"paper"'))
const ink = readTokens(css, (selector) => selector.includes('"ink"'))

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

describe('tokens', () => {
  it('names the same colours in paper and in ink', () => {
    expect(Object.keys(ink).sort()).toEqual(Object.keys(paper).sort())
  })

  it('reads against surface, background and sunken with at least 4.5 : 1', () => {
    const words = [
      'ink',
      'ink-2',
      'ink-3',
      'accent-ink',
      'ok',
      'stale',
      'bad',
      's-red',
      's-orange',
      's-yellow',
      's-blue',
      's-green',
      's-unknown',
    ]
    for (const theme of [paper, ink]) {
      for (const ground of ['surface', 'bg', 'sunken']) {
        for (const word of words) {
          expect(contrast(theme[word] ?? '', theme[ground] ?? ''), `${word} on ${ground}`).toBeGreaterThanOrEqual(4.5)
        }
      }
    }
  })

  it('reads on a button, under the pointer too', () => {
    for (const theme of [paper, ink])
      for (const ground of ['accent', 'accent-ink'])
        expect(contrast(theme['on-accent'] ?? '', theme[ground] ?? ''), `on ${ground}`).toBeGreaterThanOrEqual(4.5)
  })

  it('gives Ant Design the same accent', () => {
    expect(antdTheme('ink').token?.colorPrimary).toBe(ink.accent)
  })
})
