"""What a stranger does with generation-jobs-airflow: write a DAG, make a trigger again, read an error."""

import time
from importlib.metadata import version

from airflow.sdk import DAG, Connection
from generation_jobs import ConfigurationError, Jobs
from generation_jobs.parameters import OxenParameters
from generation_jobs_airflow.accounts import account_of
from generation_jobs_airflow.get_provider_info import get_provider_info
from generation_jobs_airflow.hooks import GenerationJobsHook
from generation_jobs_airflow.operators import GenerateOperator
from generation_jobs_airflow.triggers import JobTrigger

with DAG("covers", schedule=None) as dag:
    cover = GenerateOperator(
        task_id="cover",
        provider="oxen",
        parameters=OxenParameters(model="flux-2-dev", prompt="An astronaut"),
        directory="covers",
        retries=3,
    )


def client() -> Jobs:
    return GenerationJobsHook("oxen_default", "oxen").get_conn()


def main() -> None:
    assert version("generation-jobs-airflow")
    assert get_provider_info()["connection-types"][0]["connection-type"] == GenerationJobsHook.conn_type
    path, arguments = JobTrigger(cover.conn_id, "oxen", ["oxen:gen_1"], time.time()).serialize()
    assert path == f"{JobTrigger.__module__}.{JobTrigger.__name__}"
    assert JobTrigger(**arguments).refs == ["oxen:gen_1"]
    try:
        account_of(Connection(conn_id="oxen_default", conn_type="generation_jobs"), "oxen")
    except ConfigurationError as error:
        print("as expected:", error)


if __name__ == "__main__":
    main()
