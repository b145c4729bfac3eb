# docker run --rm --volume "$PWD:/site" IMAGE check
FROM python:3.13-slim-bookworm AS build
COPY . /source
RUN python -m venv /seolint \
 && PIP_CONSTRAINT=/source/constraints.txt PIP_BUILD_CONSTRAINT=/source/constraints.txt \
    /seolint/bin/pip install --no-cache-dir --disable-pip-version-check /source

FROM python:3.13-slim-bookworm
COPY --from=build /seolint /seolint
RUN useradd --uid 1000 --create-home seolint
ENV LANG=C.UTF-8 PATH=/seolint/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONSAFEPATH=1
USER seolint
WORKDIR /site
ENTRYPOINT ["seolint"]
