import { LaterRecordingOffers } from '../recordings/later-recording-offers';
import { Logo } from '../ui/logo';
import { JoinForm } from './join-form';
import { PeopleArt } from './people-art';
import { StartCall } from './start-call';

const linkClass =
  '-mx-3 inline-flex min-h-11 items-center rounded-full px-3 text-text-muted underline decoration-border-strong underline-offset-4 hover:text-text';

/** The front page: what this is in one sentence, and the two ways into a call. */
export function Home() {
  return (
    <>
      <LaterRecordingOffers />
      <div className="mx-auto flex w-full max-w-6xl grow flex-col px-safe-5 sm:px-safe-8">
        <header className="flex items-center gap-2.5 pt-safe-5 pb-1 sm:pt-safe-8 short:pt-safe-3">
          <Logo />
          <span className="font-bold text-xl tracking-tight">Parley</span>
        </header>

        <main className="grid grow items-center gap-x-16 gap-y-6 py-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,30rem)] short:grid-cols-2">
          <div className="order-2 flex flex-col lg:order-1 short:order-1">
            <h1 className="font-bold text-[clamp(2.375rem,1.6rem+3.6vw,4.25rem)] leading-[1.04] tracking-[-0.035em] short:text-4xl">
              A video call is&nbsp;just a&nbsp;link.
            </h1>
            <p className="mt-4 max-w-[34rem] text-lg text-text-muted leading-relaxed sm:mt-5 sm:text-xl short:mt-2 short:text-base">
              Send it and talk: no account, nothing to install, and nobody but the people with the link can
              listen, not even this server.
            </p>
            <StartCall />
            <JoinForm />
          </div>
          <PeopleArt className="order-1 mx-auto w-full max-w-68 max-sm:in-[:has(>[data-recordings])]:hidden sm:max-w-md short:max-w-72 lg:order-2 lg:max-w-none short:order-2" />
        </main>

        <footer className="flex flex-wrap justify-center gap-x-6 pb-safe-4 sm:pb-safe-6 lg:justify-start">
          <a href="/check" className={linkClass}>
            Check your connection
          </a>
          <a href="/direct" className={linkClass}>
            No server? Call directly
          </a>
        </footer>
      </div>
    </>
  );
}
