export { Inspector } from './Inspector.tsx'
export { ParametersDrawer, runDateName } from './ParametersDrawer.tsx'
