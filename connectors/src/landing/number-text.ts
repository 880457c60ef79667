/** `1.5e-7` as `0.00000015`; any other text as it is. Large numbers have no business here: they were damaged before. */
export function withoutExponent(text: string): string {
  const [, sign = '', digits = '', exponent] = /^(-?)([\d.]+)e-(\d+)$/.exec(text) ?? []
  if (exponent === undefined) return text
  return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${digits.replace('.', '')}`
}
