export { Inspector } from './Inspector.tsx'
export { ParametersDrawer } from './ParametersDrawer.tsx'
