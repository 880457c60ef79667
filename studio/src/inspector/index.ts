export { Inspector } from './Inspector.tsx'
export { idOf, outlineRows } from './outline-rows.ts'
export { ParametersDrawer } from './ParametersDrawer.tsx'
