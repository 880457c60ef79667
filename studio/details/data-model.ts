import type { GraphDocument } from '@jianmo/engine/graph'
import type { Locator, Page } from 'playwright'
import { drawing } from './building.ts'

/** A small model that can run over the demo's tables: inmates of this year, whether a prison has them, and a verdict. */
export const collision: GraphDocument = drawing(
  [
    { id: 'held', type: 'source', title: '在押人员', at: [0, 0], config: { table: 'T03' } },
    { id: 'prison', type: 'source', title: '监狱收押', at: [0, 220], config: { table: 'T04' } },
    { id: 'named', type: 'normalise-identity', title: '核身份', at: [280, 0], config: { column: 'id_no' } },
    {
      id: 'recent',
      type: 'filter',
      title: '近期入所',
      at: [560, 0],
      config: { condition: "admit_date >= date '2025-06-01'" },
    },
    {
      id: 'met',
      type: 'join',
      title: '碰监狱',
      at: [840, 60],
      config: { kind: 'inner', keys: [{ left: 'id_no', right: 'id_no' }], take: [] },
    },
    {
      id: 'judge',
      type: 'judge',
      title: '研判',
      at: [1120, 60],
      config: {
        subject: { id: 'id_no', name: 'person_name' },
        event: ['admit_date'],
        unit: '',
        rules: [
          {
            id: 'R1',
            title: '在押过久',
            when: 'days_between(admit_date, $run_date) > 60',
            outcome: 'violation',
            severity: 'orange',
            raise: [],
            deadline: '',
            days: '',
            eventDate: 'admit_date',
            statute: '',
            unknown: '入所日不明',
            unless: [],
            undetermined: [],
          },
        ],
      },
    },
    {
      id: 'leads',
      type: 'lead-output',
      title: '线索',
      at: [1400, 60],
      config: { title: '疑似在押过久', values: ['admit_date'], timeline: ['admit_date'] },
    },
  ],
  [
    'held → named',
    'named → recent',
    'recent → met.left',
    'prison → met.right',
    'met → judge',
    'judge.leads → leads.leads',
    'judge.undetermined → leads.undetermined',
  ],
)

/** The panel below the canvas. */
export const resultsOf = (page: Page): Locator => page.getByRole('region', { name: '结果', exact: true })

export async function openTab(page: Page, name: string | RegExp): Promise<void> {
  await resultsOf(page).getByRole('tab', { name }).click()
}

/** A pane of rows: what its head says, and its table. */
export function paneOf(page: Page, table: string): { readonly facts: Locator; readonly rows: Locator } {
  const pane = resultsOf(page)
    .locator('.rows-pane')
    .filter({ has: page.getByRole('region', { name: table, exact: true }) })
  return { facts: pane.locator('.rows-facts'), rows: pane.locator('tbody tr') }
}

/** Runs the model to its leads, and waits until the cards have its numbers. */
export async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: '运行到线索', exact: true }).click()
  await page.getByRole('region', { name: '运行结果' }).waitFor({ timeout: 60_000 })
}
