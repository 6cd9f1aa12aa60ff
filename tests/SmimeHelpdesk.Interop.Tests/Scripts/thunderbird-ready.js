return await until(30000, () => main()?.document.readyState === 'complete' && main().document.getElementById('tabmail')?.currentTabInfo) !== null;
