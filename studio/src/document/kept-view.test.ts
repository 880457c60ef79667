import { beforeEach, expect, it } from 'vitest'
import { viewKeeper } from './kept-view.ts'

const view = { viewport: { x: 1, y: 2, zoom: 0.5 }, selected: ['a'] }

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

it('remembers a place per person and model', () => {
  viewKeeper('zhou', 'm').keep(view)
  expect(viewKeeper('zhou', 'm').read()).toEqual(view)
  expect(viewKeeper('zhou', 'other').read()).toBeNull()
  expect(viewKeeper('ha', 'm').read()).toBeNull()
})

it('goes on in another tab where the last one was, and reads nothing that is no place', () => {
  viewKeeper('zhou', 'm').keep(view)
  sessionStorage.clear()
  expect(viewKeeper('zhou', 'm').read()).toEqual(view)
  localStorage.setItem('jianmo.views.zhou', '{"m":{"viewport":{"x":null},"selected":[]}}')
  expect(viewKeeper('zhou', 'm').read()).toBeNull()
  localStorage.setItem('jianmo.views.zhou', 'no json')
  expect(viewKeeper('zhou', 'm').read()).toBeNull()
})

it('forgets the oldest models', () => {
  for (let model = 0; model < 70; model++) viewKeeper('zhou', `m${model}`).keep(view)
  expect(viewKeeper('zhou', 'm0').read()).toBeNull()
  expect(viewKeeper('zhou', 'm69').read()).toEqual(view)
})
