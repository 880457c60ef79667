export { type WhyNotAsking, WhyNotPanel } from './WhyNotPanel.tsx'
