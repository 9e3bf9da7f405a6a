// The names of what can stand beside or below the picture, as addresses, messages and lessons say them.

export const panelNames = [
  'sentence',
  'formula',
  'paths',
  'algorithm',
  'time',
  'limits',
  'check',
  'cells',
] as const;
export type PanelName = (typeof panelNames)[number];

export function isPanelName(text: string): text is PanelName {
  return panelNames.some((name) => name === text);
}
