import { describe, expect, it } from 'vitest'
import { identityDocumentOf } from './identity-document.ts'
import { checkCharacter, normaliseResidentId } from './resident-id.ts'
import { residentIdVectors } from './resident-id.vectors.ts'
import { partsOfResidentId } from './resident-id-parts.ts'
import { expectVectors } from './testing/expect-vectors.ts'

expectVectors('resident ids', residentIdVectors, {
  normaliseResidentId: ([text]) => normaliseResidentId(text as string | null),
  partsOfResidentId: ([text]) => {
    const { county, birthDate, sex, provinceName, reason } = partsOfResidentId(text as string | null)
    return { value: reason === null ? [county, birthDate, sex, provinceName] : null, reason }
  },
  identityDocumentOf: ([text]) => {
    const { kind, certainty, reason } = identityDocumentOf(text as string | null)
    return { value: kind === null ? null : [kind, certainty], reason }
  },
})

describe('partsOfResidentId', () => {
  const withCheck = (seventeen: string) => seventeen + checkCharacter(seventeen)

  it('leaves the province open for the invented prefix 10', () => {
    expect(partsOfResidentId(withCheck('10010619900101001'))).toMatchObject({
      province: '10',
      prefecture: '1001',
      county: '100106',
      provinceName: null,
      birthDate: '1990-01-01',
      sex: 'male',
    })
  })

  it('derives nothing from permits', () => {
    const permit = withCheck('81000019900101001')
    expect(partsOfResidentId(permit)).toMatchObject({ birthDate: null, sex: null, reason: 'permit' })
    expect(identityDocumentOf(permit).kind).toBe('residence-permit')
    expect(identityDocumentOf(withCheck('91100019900101001')).kind).toBe('foreigner-card')
  })
})
