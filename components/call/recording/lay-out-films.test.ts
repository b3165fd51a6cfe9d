import { describe, expect, it } from 'vitest';
import { FakeMediaStreamTrack } from '@/lib/testing/fake-media-track';
import { layOutFilms } from './lay-out-films';
import type { RecordedPerson } from './recorded-people';

const track = (kind: 'audio' | 'video') => new FakeMediaStreamTrack({ kind });
const person = (name: string, overrides: Partial<RecordedPerson> = {}): RecordedPerson => ({
  id: name,
  displayName: name,
  camera: track('video'),
  voice: track('audio'),
  screen: null,
  screenSound: null,
  isMicrophoneOn: true,
  isSpeaking: false,
  ...overrides,
});
const sizes = (people: readonly RecordedPerson[]) =>
  layOutFilms('composed', people)[0]?.scene.map(({ slot, rect }) => [slot, Math.round(rect.width)]);

describe('the films of a recording', () => {
  it('composed: one picture, everybody alike and inside it, and everybody heard', () => {
    for (const count of [1, 2, 3, 5, 8]) {
      const people = Array.from({ length: count }, (_, n) => person(`P${n}`));
      const films = layOutFilms('composed', people);
      expect(films.map(({ key }) => key)).toEqual(['stage']);
      const [film] = films;
      expect(film?.sounds).toEqual(people.map(({ voice }) => voice));
      expect(film?.scene).toHaveLength(count);
      expect(new Set(film?.scene.map(({ rect }) => Math.round(rect.width))).size).toBe(1);
      for (const { rect } of film?.scene ?? []) {
        expect(rect.x).toBeGreaterThanOrEqual(0);
        expect(rect.y).toBeGreaterThanOrEqual(0);
        expect(rect.x + rect.width).toBeLessThanOrEqual(1_280);
        expect(rect.y + rect.height).toBeLessThanOrEqual(720);
      }
    }
  });

  it('composed: a shared screen is large, with its sound, and people are a strip', () => {
    const sound = track('audio');
    const sharing = person('Bo', { screen: track('video'), screenSound: sound });
    const widths = new Map(sizes([person('Ada'), sharing])?.map(([slot, width]) => [slot, Number(width)]));
    expect(widths.get('Bo screen')).toBeGreaterThan(3 * (widths.get('Bo camera') ?? 0));
    expect(layOutFilms('composed', [sharing])[0]?.sounds).toContain(sound);
  });

  it('composed: beside a shared screen there is a place for each person and no other', () => {
    for (const count of [1, 2, 3, 5]) {
      const people = Array.from({ length: count }, (_, n) =>
        person(`P${n}`, { screen: n === 0 ? track('video') : null }),
      );
      const rects =
        layOutFilms('composed', people)[0]
          ?.scene.slice(1)
          .map(({ rect }) => rect) ?? [];
      expect(rects).toHaveLength(count);
      const above = Math.min(...rects.map(({ y }) => y));
      const below = 720 - Math.max(...rects.map(({ y, height }) => y + height));
      expect(above, `${count} people stand in the middle`).toBeCloseTo(below);
    }
  });

  it('separate: one for each person, and one for each screen while it is shared', () => {
    const people = [person('Ada', { camera: null, voice: null }), person('Bo', { screen: track('video') })];
    const films = layOutFilms('tracks', people);
    expect(films.map(({ label }) => label)).toEqual(['Ada', 'Bo', 'Bo’s screen']);
    expect(films.map(({ sounds }) => sounds.length)).toEqual([0, 1, 0]);
  });

  it('somebody without a picture has initials in the place of one', () => {
    const [film] = layOutFilms('composed', [person('Ada Byron', { camera: null })]);
    expect(film?.scene[0]).toMatchObject({ track: null, avatar: { initials: 'AB' } });
  });
});
