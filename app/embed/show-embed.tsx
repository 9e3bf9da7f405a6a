// A figure in its frame: the shell, what the page around it may ask, and what it is told.

import type { Appearance } from '#config/appearance.ts';
import { handOn, tellHeight } from '#embed/surroundings.ts';
import { type AppearanceStore, createAppearance } from '#store/appearance.ts';
import type { Studio } from '#store/create-studio.ts';
import type { Render } from '../frame/Providers.tsx';
import { type Channel, openChannel } from './channel.ts';
import { EmbedShell } from './EmbedShell.tsx';
import { pauseOutOfSight } from './sight.ts';
import { createSteps } from './steps.ts';

export function showEmbed(studio: Studio, first: Appearance, render: Render): void {
  const appearance: AppearanceStore = createAppearance(first);
  let channel: Channel | null = null;
  const steps = createSteps(studio, (direction) => {
    channel?.tell('edge', { direction });
    handOn(direction, appearance.getState());
  });
  const onHeight = (height: number): void => {
    channel?.tellHeight(height);
    tellHeight(height, appearance.getState());
  };
  const draw = (): void =>
    render(<EmbedShell appearance={appearance.getState()} steps={steps} onHeight={onHeight} />);
  appearance.subscribe(draw);
  draw();
  pauseOutOfSight(studio);
  // A page that nobody has embedded talks to nobody.
  if (window.parent !== window) channel = openChannel({ studio, appearance, steps });
}
