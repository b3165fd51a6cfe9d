#!/bin/sh
# Runs coturn, and has it read its certificate again (SIGUSR2) whenever that has changed: calls go on meanwhile.
set -u
certificate=/turn-certificate/turn.pem

turnserver -c /settings/coturn/turnserver.conf &
server=$!
trap 'kill -TERM "$server"; wait "$server"; exit 0' TERM INT

known=$(cksum <"$certificate")
while kill -0 "$server" 2>/dev/null; do
    sleep 5 &
    wait $!
    now=$(cksum <"$certificate") || continue
    [ "$now" = "$known" ] && continue
    known=$now
    kill -USR2 "$server" && echo 'The certificate has changed: read again.'
done
wait "$server"
