#!/bin/sh
# What is due, once a minute. A failed round is reported and the next one comes all the same: run_due
# may be run any number of times.
trap 'exit 0' TERM INT
while :; do
    python manage.py run_due || echo "scheduler: run_due failed, trying again in a minute" >&2
    sleep 60 &
    wait $!
done
