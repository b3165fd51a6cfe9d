import { avatarLook } from '@/components/ui/avatar-look';
import type { FilmSize, SceneItem, SceneRect } from '@/lib/recording/film/scene';
import type { RecordingKind } from '@/lib/recording/notes';
import type { RecordedFilm } from '@/lib/recording/recorder';
import { fitGrid } from '../layout/fit-grid';
import { layOutStage } from '../layout/lay-out-stage';
import type { RecordedPerson } from './recorded-people';

const stageSize: FilmSize = { width: 1280, height: 720 };
const personSize: FilmSize = { width: 960, height: 540 };
/** Around the stage, and between pictures. */
const gap = 12;

/** The files that a recording has at this moment, and what is in them. */
export function layOutFilms(kind: RecordingKind, people: readonly RecordedPerson[]): RecordedFilm[] {
  return kind === 'composed' ? [composed(people)] : people.flatMap(separate);
}

/** Everybody in one picture: shared screens large with people beside them, otherwise all alike. */
function composed(people: readonly RecordedPerson[]): RecordedFilm {
  const sharing = people.filter(({ screen }) => screen !== null);
  const [screens, places] = placeAll(people.length, sharing.map(aspectOf));
  return {
    key: 'stage',
    label: '',
    source: 'stage',
    size: stageSize,
    scene: [
      ...sharing.flatMap((person, index) => itemIn(screens[index], (rect) => screenItem(person, rect))),
      ...people.flatMap((person, index) => itemIn(places[index], (rect) => personItem(person, rect))),
    ],
    sounds: people
      .flatMap(({ voice, screenSound }) => [voice, screenSound])
      .filter((track) => track !== null),
  };
}

/** A film of the person, and one of their screen while they share it. */
function separate(person: RecordedPerson): RecordedFilm[] {
  const { id, displayName, voice, screen, screenSound } = person;
  const film: RecordedFilm = {
    key: `${id} person`,
    label: displayName,
    source: 'person',
    size: personSize,
    scene: [personItem(person, { x: 0, y: 0, ...personSize })],
    sounds: voice ? [voice] : [],
  };
  if (!screen) return [film];
  return [
    film,
    {
      key: `${id} screen`,
      label: `${displayName}’s screen`,
      source: 'screen',
      size: stageSize,
      scene: [screenItem(person, { x: 0, y: 0, ...stageSize })],
      sounds: screenSound ? [screenSound] : [],
    },
  ];
}

function placeAll(peopleCount: number, screenAspects: readonly number[]): [SceneRect[], SceneRect[]] {
  const width = stageSize.width - 2 * gap;
  const height = stageSize.height - 2 * gap;
  const inset = (rect: SceneRect) => ({ ...rect, x: rect.x + gap, y: rect.y + gap });
  if (screenAspects.length > 0) {
    const { screens, others, self } = layOutStage({
      width,
      height,
      othersCount: peopleCount - 1,
      screenAspects,
    });
    return [screens.map(inset), (self ? [...others, self] : others).map(inset)];
  }
  const area = { x: 0, y: 0, width, height };
  const aspect = { min: 4 / 3, max: 16 / 9 };
  return [[], fitGrid({ count: peopleCount, area, gap, aspect }).map(inset)];
}

function itemIn(rect: SceneRect | undefined, item: (rect: SceneRect) => SceneItem): SceneItem[] {
  return rect ? [item(rect)] : [];
}

function personItem(person: RecordedPerson, rect: SceneRect): SceneItem {
  const { id, displayName, camera, isMicrophoneOn, isSpeaking } = person;
  return {
    slot: `${id} camera`,
    rect,
    track: camera,
    fit: 'cover',
    caption: displayName,
    avatar: avatarLook(displayName),
    isMicrophoneOn,
    isSpeaking,
  };
}

function screenItem({ id, displayName, screen }: RecordedPerson, rect: SceneRect): SceneItem {
  return {
    slot: `${id} screen`,
    rect,
    track: screen,
    fit: 'contain',
    caption: `${displayName}’s screen`,
    avatar: null,
    isMicrophoneOn: true,
    isSpeaking: false,
  };
}

function aspectOf({ screen }: RecordedPerson): number {
  const { width, height } = screen?.getSettings() ?? {};
  return width && height ? width / height : 16 / 9;
}
