/** Orders texts by code point, as `COLLATE "C"` does in UTF-8. JavaScript's `<` goes by UTF-16, where 𠮷 comes before ﹙. */
export function compareByCodePoint(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let at = 0; at < shorter; at++) {
    const left = a.charCodeAt(at)
    const right = b.charCodeAt(at)
    if (left === right) continue
    if (isSurrogate(left) !== isSurrogate(right)) {
      if (left > 0xdfff || right > 0xdfff) return isSurrogate(left) ? 1 : -1
    }
    return left - right
  }
  return a.length - b.length
}

export function codePointLength(text: string): number {
  let length = text.length
  for (let at = 0; at < text.length - 1; at++) {
    if (isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1))) {
      length--
      at++
    }
  }
  return length
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
