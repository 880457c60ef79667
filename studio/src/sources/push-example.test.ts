import { describe, expect, it } from 'vitest'
import { pushExample } from './push-example.ts'

describe('the example of a push', () => {
  it('names the source and its table, and stays one command whatever the table is called', () => {
    const example = pushExample({ origin: 'https://jianmo.example', sourceId: 'abc', table: "在押'人员", token: 'T' })
    expect(example).toContain(`'https://jianmo.example/push/abc/%E5%9C%A8%E6%8A%BC'\\''%E4%BA%BA%E5%91%98' \\`)
    expect(example).toContain("-H 'Authorization: Bearer T' \\")
    expect(
      example
        .split('\n')
        .slice(0, -1)
        .every((line) => line.endsWith(' \\')),
    ).toBe(true)
  })
})
