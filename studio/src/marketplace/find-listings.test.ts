import { describe, expect, it } from 'vitest'
import { isFound, orderListings, readinessOf } from './find-listings.ts'
import { listingFixture } from './listing.fixture.ts'

describe('search of the marketplace', () => {
  it('finds by words, by table, by full pinyin and by initials', () => {
    for (const query of ['超期', 'T03', 't03', 'kanshousuo', 'kss', 'kssc', '看守所 T01', '']) {
      expect(isFound(listingFixture, query), query).toBe(true)
    }
  })

  it('does not find what is not there', () => {
    for (const query of ['缓刑', 'T99', 'huanxing', 'hxkyq', '超期 T99'])
      expect(isFound(listingFixture, query), query).toBe(false)
  })

  it('puts what can run here first', () => {
    const ready = { ...listingFixture, id: 'ready', inputs: [] }
    expect(orderListings([listingFixture, ready]).map(({ id }) => id)).toEqual(['ready', 'listing-1'])
    expect(readinessOf(listingFixture)).toBe('near')
  })
})
