import { describe, expect, it } from 'vitest'
import { labelWidth, layOutTime, leastWidth } from './time-line.ts'

const events = [
  { label: '判决生效', date: '2026-05-28', kind: 'event' },
  { label: '看守所收文', date: '2026-06-02', kind: 'event' },
  { label: '一个月届满', date: '2026-07-02', kind: 'deadline' },
  { label: '30 日届满', date: '2026-07-02', kind: 'deadline' },
  { label: '运行日', date: '2026-11-21', kind: 'end' },
] as const

describe('layOutTime', () => {
  it('keeps the order of time and never crosses the frame', () => {
    const { points } = layOutTime(events, '2026-07-02')
    expect(points.map(({ date }) => date)).toEqual(['2026-05-28', '2026-06-02', '2026-07-02', '2026-11-21'])
    for (const { at } of points) expect(at).toBeGreaterThan(0)
    expect(points.at(-1)?.at).toBeLessThan(100)
  })

  it('stacks events of one day into one point', () => {
    expect(layOutTime(events, '2026-07-02').points[2]?.labels).toEqual(['一个月届满', '30 日届满'])
  })

  it('draws the days over from the deadline to the end', () => {
    const { points, over } = layOutTime(events, '2026-07-02')
    expect(over).toEqual({ from: points[2]?.at, to: points[3]?.at })
  })

  it('draws nothing over the limit when the end came in time', () => {
    const inTime = [events[1], events[2], { label: '投监', date: '2026-06-20', kind: 'end' as const }]
    expect(layOutTime(inTime, '2026-07-02').over).toBeNull()
  })

  it('widens gaps that are too short for two labels and says so', () => {
    const { points, toScale } = layOutTime(events, null)
    expect(toScale).toBe(false)
    expect((points[1]?.at ?? 0) - (points[0]?.at ?? 0)).toBeGreaterThan(6)
  })

  it('keeps a crowd of long labels apart by rows', () => {
    const crowd = [
      '2025-10-25',
      '2025-10-28',
      '2025-10-31',
      '2025-11-30',
      '2025-12-20',
      '2026-11-20',
      '2031-11-27',
    ].map((date, index) => ({
      label: `很长很长的事件名称第${index}号`,
      date,
      kind: 'event' as const,
    }))
    const { points } = layOutTime(crowd, null)
    for (const lane of new Set(points.map(({ side, row }) => `${side} ${row}`))) {
      const here = points.filter(({ side, row }) => `${side} ${row}` === lane)
      for (const [index, point] of here.slice(1).entries()) {
        expect(((point.at - (here[index]?.at ?? 0)) / 100) * leastWidth).toBeGreaterThanOrEqual(labelWidth)
      }
    }
  })
})
