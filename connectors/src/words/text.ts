/** A sentence or a label in both of the studio's languages. zh is always written first and shown first. */
export interface Text {
  readonly zh: string
  readonly en: string
}

/** The languages of the studio; the first is the default. */
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]
