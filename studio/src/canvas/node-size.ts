/** Cards have a fixed, computed size, so that ports sit where edges end from the first frame on (no measuring). */
export const cardWidth = 208
const headHeight = 38
const lineHeight = 18
const footHeight = 28
const padding = 22

/** Rough width in px of a text at 12 px: CJK is a full square, the rest about half. Only used to count lines. */
function textWidth(text: string, size = 12): number {
  let width = 0
  for (const character of text) width += /[\u2e80-\uffef]/.test(character) ? size : size * 0.56
  return width
}

function lineCount(text: string, most: number, width = cardWidth - padding): number {
  if (text === '') return 0
  return Math.min(most, Math.max(1, Math.ceil((textWidth(text) * 1.04) / width)))
}

export interface CardShape {
  readonly describe: string
  /** First problem, as shown on the card. */
  readonly problem: string | null
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

export interface CardLayout {
  readonly width: number
  readonly height: number
  readonly describeLines: number
  readonly problemLines: number
  /** Middle of each port, from the card's top. */
  readonly portY: (side: 'in' | 'out', port: string) => number
}

const portGap = 22

export function layoutCard({ describe, problem, inputs, outputs }: CardShape): CardLayout {
  const describeLines = lineCount(describe, 2)
  const problemLines = problem === null ? 0 : lineCount(problem, 2, cardWidth - padding - 18)
  const body = describeLines === 0 ? 0 : describeLines * lineHeight + 7
  const strip = problemLines === 0 ? 0 : problemLines * lineHeight + 8
  const rails = (Math.max(inputs.length, outputs.length) - 1) * portGap + 30
  const height = Math.max(headHeight + body + strip + footHeight + 2, rails)
  const rail = (ports: readonly string[], port: string) => {
    const index = Math.max(0, ports.indexOf(port))
    const first = height / 2 - ((ports.length - 1) * portGap) / 2
    return first + index * portGap
  }
  return {
    width: cardWidth,
    height,
    describeLines,
    problemLines,
    portY: (side, port) => rail(side === 'in' ? inputs : outputs, port),
  }
}
