import type { GraphDocument } from '@jianmo/engine/graph'
import type { Page } from 'playwright'
import { expect } from 'vitest'

/** Auto-layout as a person sees it: pressed, busy, done. */

export const arrangeButton = (page: Page) =>
  page.getByRole('toolbar', { name: '画布工具' }).getByRole('button', { name: /^自动布局|^正在布局/ })

export async function untilArranged(page: Page): Promise<void> {
  await expect.poll(() => arrangeButton(page).getAttribute('aria-busy'), { timeout: 15_000 }).toBe('false')
}

export function positionOf({ nodes, notes, groups = [] }: GraphDocument, id: string): { x: number; y: number } {
  const thing = [...nodes, ...notes, ...groups].find((one) => one.id === id)
  if (thing === undefined) throw new Error(`There is no ${id}`)
  return thing.position
}

/** Ids of everything that stands elsewhere. */
export const movedBetween = (before: GraphDocument, after: GraphDocument): readonly string[] =>
  [...before.nodes, ...before.notes, ...(before.groups ?? [])]
    .map(({ id }) => id)
    .filter((id) => {
      const [was, is] = [positionOf(before, id), positionOf(after, id)]
      return was.x !== is.x || was.y !== is.y
    })

/** What the bar says would be undone next: `撤销：移动 5 个节点`, or only `撤销`. */
export const undoSays = (page: Page) => page.getByRole('button', { name: /^撤销/ }).getAttribute('aria-label')
